package extrato.cli.commands;

import extrato.work.wallet.BasisPoints;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share as people type it, in basis points. */
final class ShareConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    try {
      return BasisPoints.typed(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
