package extrato.cli.output;

/**
 * Where the documents are that a message names: beside the program in a checkout, and elsewhere
 * where a package put them.
 *
 * @param folder the package's; empty where they are beside the program
 */
record Documentation(String folder) {
  static Documentation ofThisProcess() {
    return new Documentation(System.getProperty("extrato.documents", ""));
  }

  String named(String text) {
    return folder.isEmpty()
        ? text
        : text.replaceAll("(?<![\\w/])docs/(?=\\w)", folder + "/docs/")
            .replace(".env.example explains", "`man extrato.env` explains");
  }
}
