package extrato.cli.commands;

/** The program before it is known which of its commands are needed. */
public final class BareProgram extends ProgramCommand {}
