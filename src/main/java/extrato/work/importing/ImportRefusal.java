package extrato.work.importing;

import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.work.importing.files.Reject;
import extrato.work.importing.files.Rejects;

/** The words for records that cannot come. */
final class ImportRefusal {
  private static final int NAMED = 3;

  private ImportRefusal() {}

  static void check(ImportFindings findings, ImportRequest request) {
    String conflicts = Wording.joined(findings.conflicts(), "; ").text();
    if (!findings.rejects().isEmpty()) {
      throw refused(findings.rejects(), conflicts);
    }
    if (!conflicts.isEmpty()) {
      throw new Failure.Stopped(
          "the records cannot be imported: " + conflicts + "; nothing was changed", hint(request));
    }
  }

  /** Stops at people of whom archive or ledger know: an id alone does not say who somebody is. */
  static void checkPeople(ImportFindings known) {
    if (!known.conflicts().isEmpty()) {
      throw new Failure.WantsFlag(
          "new people have ids that are known already: "
              + Wording.joined(known.conflicts(), "; ").text()
              + "; nothing was changed",
          "add --same-people if they are whom those records and accounts are of; otherwise give"
              + " them other ids");
    }
  }

  private static String hint(ImportRequest request) {
    if (request.updates()) {
      return "take these records out of the files, or settle them in the studio's application"
          + " first";
    }
    if (request.replaces()) {
      return "settle these in the studio's application first; where an archive is in the way, take"
          + " these out of the files or restore the archive's month first; what refers to a record that is"
          + " to be replaced, and stays, must be replaced with it or point elsewhere";
    }
    return request.merges()
        ? "what is live with the same values is left as it is; these have others: settle them in"
            + " the studio's application or the files, or add --update to overwrite them"
        : "take these records out of the files, or settle them in the studio's application first;"
            + " --mode merge leaves out what is live with the same values";
  }

  /** Says the first reasons; the command lists the others. */
  static Failure refused(Rejects rejects, String conflicts) {
    Wording first =
        Wording.joined(rejects.named().stream().limit(NAMED).map(Reject::described).toList(), "; ");
    long more = rejects.count() - NAMED;
    Wording all =
        first.between(
            "",
            (more > 0 ? "; and " + more + " more" : "")
                + (conflicts.isEmpty() ? "" : "; besides, " + conflicts)
                + "; nothing was changed");
    return new Failure.RefusedData(
            all.text(),
            "correct the files and import them again: all of their records come, or none")
        .showing(all);
  }
}
