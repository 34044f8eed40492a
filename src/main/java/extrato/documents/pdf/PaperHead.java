package extrato.documents.pdf;

import extrato.documents.model.Head;
import java.io.IOException;

/** What stands above the first page. */
record PaperHead(Paper paper, Head head) {
  void write() throws IOException {
    String studio = head.sender().studio();
    if (head.sender().logo() != null) {
      paper.picture(head.sender().logo(), 36);
    }
    if (studio != null) {
      paper.text(0, studio, Paper.Type.bold(10));
      paper.down(14);
    }
    paper.text(0, head.title(), Paper.Type.soft(9));
    paper.down(16);
    String subject = head.subject();
    paper.text(
        0,
        subject.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + subject.substring(1),
        Paper.Type.bold(24));
    paper.down(34);
    paper.paragraph(head.edition().state(), Paper.Type.soft(9), paper.width());
    paper.down(4);
    paper.paragraph(head.edition().proof(), Paper.Type.soft(7.5), paper.width());
    paper.down(14);
  }
}
