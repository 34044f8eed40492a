package extrato.testing;

import java.math.BigDecimal;
import java.util.List;

/** Texts and amounts that some program once got wrong. All of them fit the studio's columns. */
final class Nasty {
  /** For CSV, COPY's text form, JSON, terminals and spreadsheets. */
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "sinal pago no Pix",
          "vírgula, ponto; e \"aspas\"",
          "\"",
          "''",
          "duas\nlinhas",
          "duas\r\nlinhas do Windows",
          "\rretorno",
          "fim de linha\n",
          "coluna\tcoluna",
          "\\N",
          "\\.",
          "antes\n\\.\ndepois",
          "barra \\ e \\\\ e \\n",
          "NULL",
          "null",
          "{}",
          "{\"a\": [1, null]}",
          "[{\\\"id\\\": 1}]",
          "  dois antes e dois depois  ",
          "coração 🐉🖋️ na costela 👩‍🎨",
          "\uFEFFmarca no começo",
          "no meio\uFEFFdo texto",
          "a\u0301 e á",
          "\u0001\u0008\u000B\u000C\u001B[31m\u001F\u007F",
          "\u0085\u00A0\u2028\u2029\u200F",
          "\uD800\uDF48 fora do plano básico",
          "=1+1",
          "@SUM(A1)",
          "-2+3",
          "%s %d {} ${x} $1 :nome ? ??",
          "pagamento",
          "x".repeat(255));

  static final List<BigDecimal> AMOUNTS =
      List.of(
              "0.00",
              "0.01",
              "-0.01",
              "0.10",
              "0.20",
              "0.30",
              "33.33",
              "-50.00",
              "100.00",
              "350.00",
              "1234.56",
              "99999999.99",
              "-99999999.99")
          .stream()
          .map(BigDecimal::new)
          .toList();

  /** Forms of payment; they are required, but may be empty or alike. */
  static final List<String> FORMAS =
      List.of(
          "Pix",
          "Dinheiro",
          "Cartão de Crédito",
          "pix",
          " Pix",
          "",
          "Débito, à vista \"já\"",
          "linha\nlinha");

  private Nasty() {}
}
