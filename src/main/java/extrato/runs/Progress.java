package extrato.runs;

/** Shows a person how far the work is, and nothing if nobody watches. */
public interface Progress {
  Progress SILENT =
      new Progress() {
        @Override
        public void step(String name) {}

        @Override
        public void advance(long done, long of) {}
      };

  void step(String name);

  void advance(long done, long of);
}
