package extrato.cli.commands;

import extrato.studio.Money;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount as people type it. */
final class AmountConverter implements ITypeConverter<Money> {
  @Override
  public Money convert(String text) {
    try {
      return Money.typed(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
