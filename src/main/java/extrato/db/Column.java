package extrato.db;

/**
 * A column of a studio's table, also one that only this studio has.
 *
 * @param type the type's name as PostgreSQL prints it, length and schema included
 */
public record Column(String name, String type, boolean generated) {}
