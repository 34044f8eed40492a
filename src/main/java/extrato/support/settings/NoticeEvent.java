package extrato.support.settings;

/** What people can be told of. */
public enum NoticeEvent {
  FAILURE,
  /** A closed month has records in the live tables. */
  LATE,
  SUCCESS
}
