package extrato.support.settings;

/** The events that people can be notified of. */
public enum NoticeEvent {
  FAILURE,
  /** A closed month still has records in the live tables. */
  LATE,
  SUCCESS
}
