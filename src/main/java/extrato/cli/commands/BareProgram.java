package extrato.cli.commands;

/** The program without its commands, before it is known which of them is needed. */
public final class BareProgram extends ProgramCommand {}
