package extrato.cli.running;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option that means the same for every studio, so that a fleet may be given it. All others are
 * refused there: a file, an id, a folder is one studio's, and so is a word that somebody says of
 * it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ForManyStudios {}
