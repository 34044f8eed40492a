package extrato.cli.running;

import extrato.documents.Documents;
import extrato.documents.StatementFolder;
import extrato.documents.model.Head;
import extrato.runs.notices.Parcel;
import extrato.studio.Month;
import extrato.support.messages.Messages;
import extrato.support.settings.StatementFormat;
import extrato.support.settings.StatementSettings;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A month's statement as a letter: what it adds up to, and the files that were chosen. */
record StatementParcel(Documents documents, Month month, StatementSettings settings) {
  /** More than that a mail server may refuse; and it has to fit into the memory. */
  private static final int LARGEST = 4 << 20;

  Parcel of(String runId, Instant sent) {
    Messages messages = documents.messages();
    Head head = documents.head();
    List<Parcel.Attached> files = new ArrayList<>();
    List<String> attached = new ArrayList<>();
    List<String> tooLarge = new ArrayList<>();
    for (StatementFormat format : settings.formats().stream().sorted().toList()) {
      String name = StatementFolder.name(month, documents.version(), format);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      documents.write(format, bytes);
      if (bytes.size() > LARGEST) {
        tooLarge.add(name);
      } else {
        attached.add(name);
        files.add(new Parcel.Attached(name, format.mediaType(), bytes.toByteArray()));
      }
    }
    List<String> text = new ArrayList<>();
    text.add(messages.of("mail.text", head.subject(), head.edition().state()));
    text.add("");
    text.addAll(documents.figures());
    text.add("");
    text.add(head.edition().proof());
    text.add("");
    if (!attached.isEmpty()) {
      text.add(messages.of("mail.attached", String.join(", ", attached)));
    }
    if (!tooLarge.isEmpty()) {
      text.add(messages.of("mail.tooLarge", String.join(", ", tooLarge)));
    }
    String studio = head.sender().studio() == null ? "Extrato" : head.sender().studio();
    return new Parcel(
        messages.of("mail.subject", studio, head.subject()),
        String.join("\n", text) + "\n",
        files,
        runId,
        sent);
  }
}
