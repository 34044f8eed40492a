package extrato.cli.commands;

import extrato.support.settings.TimeLimit;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time, as settings have it too. */
final class LimitConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return TimeLimit.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is not a time with its unit: 500ms, 10s, 30min, 2h"));
  }
}
