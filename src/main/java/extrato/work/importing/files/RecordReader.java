package extrato.work.importing.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The records of a file, one by one, in memory that does not grow with the file. */
interface RecordReader extends Closeable {
  /** More bytes than any record of the books takes. */
  int LONGEST = 1 << 20;

  String TOO_LONG = "the record is longer than 1 MB";

  /** The names of the fields, in their order; those of JSON are known when they were met. */
  List<String> names();

  /** Reads the next record; false at the end. */
  boolean next(SourceRow row) throws IOException, Unreadable;
}
