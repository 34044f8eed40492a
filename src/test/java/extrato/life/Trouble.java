package extrato.life;

/** What is wrong with the studio's machines at present, as the simulator knows for certain. */
enum Trouble {
  /** The disk with the backups is not mounted; its mount point is empty. */
  FOLDER_AWAY,
  /** Something prevents backups from being written. */
  DISK_FULL,
  /** The backup folder is gone for good, and was not written again. */
  FOLDER_LOST,
  /** The second copies are gone, and were not written again. */
  COPY_LOST,
  FILE_DAMAGED,
  /** The database is a new, empty one. */
  DATABASE_LOST,
  /** The database is last week's. */
  SET_BACK,
  /**
   * Newest backups are from a time that the database does not know, or from an earlier database.
   */
  FOREIGN_FILES,
  /** The address leads to another studio's database. */
  SWAPPED,
  /** The same database in another place. */
  MOVED,
  /** The old generator closed a month, or overwrote a statement. */
  GENERATOR,
  /** The studio has a trigger that changes rows. */
  TRIGGER,
  /** Another table refers to payments. */
  KEY,
  /** A column that archived records have is gone, or there is a new one. */
  COLUMN,
  /** The last run of a month was cut off or refused. */
  CUT
}
