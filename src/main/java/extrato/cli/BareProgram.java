package extrato.cli;

/** The program before it is known which of its commands are needed. */
final class BareProgram extends ProgramCommand {}
