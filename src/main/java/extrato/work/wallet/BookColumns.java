package extrato.work.wallet;

import extrato.postgres.Column;
import extrato.postgres.Studio;
import extrato.studio.Money;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the studio's columns can take. A form that is too long is refused with the deposit that says
 * it: its release could not be written.
 */
record BookColumns(Studio studio) {
  private static final Pattern SIZE = Pattern.compile(".*\\((\\d+)(?:,(\\d+))?\\)");
  private static final String FORM = "forma_pagamento";

  void checkForm(@Nullable String form) {
    Matcher size = size(Tabela.PAGAMENTOS, FORM);
    if (form != null && size.matches()) {
      int longest = Integer.parseInt(size.group(1));
      int length = form.codePointCount(0, form.length());
      if (length > longest) {
        throw new Failure.BadArguments(
            "the form has "
                + length
                + " characters, and pagamentos.forma_pagamento takes "
                + longest,
            "--form says a shorter one");
      }
    }
  }

  /** Stops a release whose amount no payment can have. */
  void checkAmount(Money amount) {
    Matcher size = size(Tabela.PAGAMENTOS, "valor");
    if (size.matches()) {
      String cents = size.group(2);
      int digits = Integer.parseInt(size.group(1)) - (cents == null ? 0 : Integer.parseInt(cents));
      if (amount.amount().precision() - amount.amount().scale() > digits) {
        throw new Failure.BadArguments(
            amount.reais() + " are more than pagamentos.valor takes",
            "--amount releases a part of it; --no-records leaves the books alone");
      }
    }
  }

  private Matcher size(Tabela tabela, String column) {
    return SIZE.matcher(
        studio.columns(tabela).stream()
            .filter(one -> one.name().equals(column))
            .map(Column::type)
            .findFirst()
            .orElse(""));
  }
}
