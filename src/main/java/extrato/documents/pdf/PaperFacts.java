package extrato.documents.pdf;

import extrato.documents.model.Head;
import extrato.support.settings.Language;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** What a file says of itself. It depends on what stands in it, not on when it was written. */
record PaperFacts(Head head, Language language) {
  void putInto(PDDocument document) {
    PDDocumentInformation facts = new PDDocumentInformation();
    facts.setTitle(head.foot());
    facts.setProducer("Extrato");
    Instant dated = head.edition().dated();
    if (dated != null) {
      GregorianCalendar date = GregorianCalendar.from(dated.atZone(ZoneOffset.UTC));
      facts.setCreationDate(date);
      facts.setModificationDate(date);
    }
    document.setDocumentInformation(facts);
    document.setDocumentId(number(head.edition().id()));
    document.getDocumentCatalog().setLanguage(language.tag());
    PDViewerPreferences viewer = new PDViewerPreferences(new COSDictionary());
    viewer.setDisplayDocTitle(true);
    document.getDocumentCatalog().setViewerPreferences(viewer);
  }

  private static long number(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
