package extrato.life;

/** What is wrong with the studio's machines at present, as the simulator knows for sure. */
enum Trouble {
  /** The disk with the backups is not mounted: an empty place is there. */
  FOLDER_AWAY,
  /** Something keeps backups from being written. */
  DISK_FULL,
  /** The backup folder is gone for good, and was not written again. */
  FOLDER_LOST,
  /** The second copies are gone, and were not written again. */
  COPY_LOST,
  /** A backup file was damaged. */
  FILE_DAMAGED,
  /** The database is a new, empty one. */
  DATABASE_LOST,
  /** The database is last week's. */
  SET_BACK,
  /** Newest backups are of a time that the database does not know, or of the one before it. */
  FOREIGN_FILES,
  /** The address leads to another studio's database. */
  SWAPPED,
  /** The same database, elsewhere. */
  MOVED,
  /** The old generator closed a month, or wrote over a statement. */
  GENERATOR,
  /** The studio has a trigger that changes rows. */
  TRIGGER,
  /** Another table refers to payments. */
  KEY,
  /** A column is gone that archived records have, or new. */
  COLUMN,
  /** A run was cut off, or refused, and is the last of its month. */
  CUT
}
