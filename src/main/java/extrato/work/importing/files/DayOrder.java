package extrato.work.importing.files;

/** In which order day and month stand in the dates of one file; the year comes last. */
public enum DayOrder {
  /** As in Brazil. */
  DMY,
  MDY
}
