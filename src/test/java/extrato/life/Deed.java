package extrato.life;

enum Deed {
  PAYMENT(Often.DAILY, 30, (w, d) -> w.web.payment(d)),
  PAID_SESSION(Often.DAILY, 30, (w, d) -> w.web.paidSession(d)),
  SESSION(Often.DAILY, 8, (w, d) -> w.web.session(d)),
  COMMISSION(Often.DAILY, 15, (w, d) -> w.web.commission(d)),
  EXPENSE(Often.DAILY, 20, (w, d) -> w.web.expense(d)),
  EDIT(Often.DAILY, 8, (w, d) -> w.web.edit(d)),
  DELETE(Often.DAILY, 4, (w, d) -> w.web.delete(d)),
  REFUND(Often.DAILY, 3, (w, d) -> w.web.refund(d)),
  LATE_PAYMENT(Often.DAILY, 6, (w, d) -> w.web.latePayment(d)),
  PAY_AGAIN(Often.DAILY, 5, (w, d) -> w.web.payAgain(d)),
  COMMISSION_ALONE(Often.DAILY, 3, (w, d) -> w.web.commissionAlone(d)),
  EVENT(Often.DAILY, 5, (w, d) -> w.web.eventPayment(d)),
  EVENT_TWICE(Often.SOMETIMES, 5, (w, d) -> w.web.eventTwice(d)),
  SEQUENCE_BACK(Often.SOMETIMES, 3, (w, d) -> w.web.sequenceBack(d)),
  IMPORT(Often.SOMETIMES, 3, (w, d) -> w.web.importRows(d)),
  COLUMN_ADDED(Often.SOMETIMES, 2, (w, d) -> w.web.columnAdded(d)),
  COLUMN_DROPPED(Often.SOMETIMES, 1, (w, d) -> w.web.columnDropped(d)),
  TRIGGER(Often.SOMETIMES, 1, (w, d) -> w.web.triggerOn(d), 20),
  TRIGGER_OFF(Often.LATER, 0, (w, d) -> w.web.triggerOff(d)),
  KEY(Often.SOMETIMES, 1, (w, d) -> w.web.keyOn(d), 20),
  KEY_OFF(Often.LATER, 0, (w, d) -> w.web.keyOff(d)),
  OLD_GENERATOR(Often.SOMETIMES, 2, (w, d) -> w.generator.page(d)),
  OLD_GENERATOR_FORCED(Often.SOMETIMES, 1, (w, d) -> w.generator.forced(d)),
  OLD_GENERATOR_UNDO(Often.SOMETIMES, 1, (w, d) -> w.generator.undo(d)),

  IMPORT_FILE(Often.SOMETIMES, 6, (w, d) -> w.imports.bringOrUndo(d)),

  DEPOSIT(Often.AT_THE_TILL, 22, (w, d) -> w.wallet.deposit(d)),
  RELEASE(Often.AT_THE_TILL, 16, (w, d) -> w.wallet.release(d)),
  DEPOSIT_BACK(Often.AT_THE_TILL, 6, (w, d) -> w.wallet.refund(d)),
  TRANSFER(Often.AT_THE_TILL, 4, (w, d) -> w.wallet.transfer(d)),
  PAID_OUT(Often.AT_THE_TILL, 4, (w, d) -> w.wallet.debit(d)),
  SAME_KEY(Often.AT_THE_TILL, 6, (w, d) -> w.wallet.sameKey(d)),
  REVERSE(Often.AT_THE_TILL, 5, (w, d) -> w.wallet.reverse(d)),
  EXPIRE(Often.AT_THE_TILL, 10, (w, d) -> w.wallet.expire(d)),
  APPLY(Often.AT_THE_TILL, 6, (w, d) -> w.wallet.apply(d)),
  LEDGER_CHECK(Often.AT_THE_TILL, 3, (w, d) -> w.wallet.check(d)),
  LEDGER_BACKUP(Often.AT_THE_TILL, 3, (w, d) -> w.wallet.backup(d)),
  LEDGER_BACK(Often.AT_THE_TILL, 5, (w, d) -> w.wallet.bringBack(d)),
  TILL_KILLED(Often.AT_THE_TILL, 4, (w, d) -> w.wallet.killed(d)),

  CRON(Often.LATER, 0, (w, d) -> w.people.cron(d)),
  EVENING_BACKUP(Often.LATER, 0, (w, d) -> w.people.eveningBackup(d)),
  MONTHLY(Often.BY_HAND, 4, (w, d) -> w.people.monthlyByHand(d)),
  CATCH_UP(Often.BY_HAND, 5, (w, d) -> w.people.catchUp(d)),
  BACKUP(Often.BY_HAND, 8, (w, d) -> w.people.backup(d)),
  VERIFY(Often.BY_HAND, 5, (w, d) -> w.people.verify(d)),
  CLOSE(Often.BY_HAND, 5, (w, d) -> w.people.close(d)),
  FORCE(Often.BY_HAND, 8, (w, d) -> w.people.force(d)),
  EARLY(Often.BY_HAND, 1, (w, d) -> w.people.early(d)),
  RESTORE(Often.BY_HAND, 4, (w, d) -> w.people.restore(d)),
  RESTORE_FROM_BACKUP(Often.BY_HAND, 3, (w, d) -> w.people.restoreFromBackup(d)),
  RESTORE_FROM_FILE(Often.BY_HAND, 4, (w, d) -> w.people.restoreFromFile(d)),
  DRILL(Often.BY_HAND, 1, (w, d) -> w.people.drill(d)),
  PRUNE(Often.BY_HAND, 1, (w, d) -> w.people.prune(d)),
  LOOK(Often.BY_HAND, 5, (w, d) -> w.people.look(d)),
  LOOK_AFTER(Often.BY_HAND, 8, (w, d) -> w.people.lookAfter(d)),
  INIT(Often.BY_HAND, 1, (w, d) -> w.people.init(d)),
  TWICE(Often.BY_HAND, 2, (w, d) -> w.people.twice(d)),
  REHEARSAL(Often.BY_HAND, 1, (w, d) -> w.rehearsal.hold(d)),
  RENUMBER(Often.BY_HAND, 2, (w, d) -> w.people.renumber(d)),

  KILL(Often.SELDOM, 6, (w, d) -> w.people.killed(d)),
  DUMP(Often.SELDOM, 6, (w, d) -> w.disasters.dump(d)),
  SET_BACK(Often.SELDOM, 3, (w, d) -> w.disasters.setBack(d)),
  SET_BACK_AND_DAMAGED(Often.SELDOM, 2, (w, d) -> w.disasters.setBackAndDamaged(d)),
  MOVED(Often.SELDOM, 1, (w, d) -> w.disasters.moved(d)),
  DATABASE_LOST(Often.SELDOM, 1, (w, d) -> w.disasters.databaseLost(d), 2),
  RESCUE(Often.LATER, 0, (w, d) -> w.people.rescue(d)),
  SWAPPED(Often.SELDOM, 1, (w, d) -> w.disasters.swapped(d), 3),
  SWAPPED_BACK(Often.LATER, 0, (w, d) -> w.disasters.swappedBack(d)),
  UNMOUNTED(Often.SELDOM, 3, (w, d) -> w.disasters.unmounted(d), 8),
  MOUNTED(Often.LATER, 0, (w, d) -> w.disasters.mounted(d)),
  DISK_FULL(Often.SELDOM, 2, (w, d) -> w.disasters.diskFull(d), 4),
  ROOM_AGAIN(Often.LATER, 0, (w, d) -> w.disasters.roomAgain(d)),
  FOLDER_LOST(Often.SELDOM, 1, (w, d) -> w.disasters.folderLost(d)),
  COPY_LOST(Often.SELDOM, 1, (w, d) -> w.disasters.copyLost(d)),
  FILE_DAMAGED(Often.SELDOM, 2, (w, d) -> w.disasters.fileDamaged(d));

  /** How often deeds of a kind happen. */
  enum Often {
    /** The studio's daily business. */
    DAILY,
    /** Happens in some studios only. */
    SOMETIMES,
    BY_HAND,
    /** The wallet, in most studios. */
    AT_THE_TILL,
    /** Happens in some studios only, and rarely. */
    SELDOM,
    /** Happens at a time of its own, see {@link Plan}. */
    LATER
  }

  interface Act {
    void in(World world, Draws draws);
  }

  final Often often;
  final int weight;

  @SuppressWarnings("ImmutableEnumChecker") // The acts are method references.
  final Act act;

  /** After how many days at most it ends; 0 if it does not end. */
  final int days;

  Deed(Often often, int weight, Act act) {
    this(often, weight, act, 0);
  }

  Deed(Often often, int weight, Act act, int days) {
    this.often = often;
    this.weight = weight;
    this.act = act;
    this.days = days;
  }

  Deed end() {
    return switch (this) {
      case TRIGGER -> TRIGGER_OFF;
      case KEY -> KEY_OFF;
      case DATABASE_LOST -> RESCUE;
      case SWAPPED -> SWAPPED_BACK;
      case UNMOUNTED -> MOUNTED;
      case DISK_FULL -> ROOM_AGAIN;
      default -> throw new IllegalStateException(this + " does not end");
    };
  }
}
