package extrato.month.statement;

import extrato.studio.Tabela;
import java.util.List;

/** The fields of a statement's records, by the names that the studio's web page reads. */
public enum Field {
  ID("id", "id", Format.NUMBER),
  DATA("data", "data", Format.DATE),
  CLIENTE("cliente_name", "cliente", Format.TEXT),
  ARTISTA("artista_name", "artista", Format.TEXT),
  DESCRICAO("descricao", "descrição", Format.TEXT),
  FORMA("forma_pagamento", "forma", Format.TEXT),
  CATEGORIA("categoria", "categoria", Format.TEXT),
  STATUS("status", "status", Format.TEXT),
  PAGAMENTO_DATA("pagamento_data", "pago em", Format.DATE),
  PAGAMENTO_VALOR("pagamento_valor", "pago", Format.MONEY),
  PERCENTUAL("percentual", "%", Format.PERCENT),
  VALOR("valor", "valor", Format.MONEY),
  SESSAO_ID("sessao_id", "sessão", Format.NUMBER),
  SESSAO_DATA("sessao_data", "sessão em", Format.DATE),
  OBSERVACOES("observacoes", "obs.", Format.TEXT),
  CREATED_BY("created_by", "por", Format.NUMBER),
  CREATED_AT("created_at", "criada em", Format.MOMENT);

  private static final List<Field> PAGAMENTOS =
      List.of(ID, DATA, CLIENTE, ARTISTA, FORMA, VALOR, SESSAO_ID, SESSAO_DATA, OBSERVACOES);
  private static final List<Field> SESSOES =
      List.of(ID, DATA, CLIENTE, ARTISTA, STATUS, VALOR, OBSERVACOES);
  private static final List<Field> COMISSOES =
      List.of(
          ID,
          CREATED_AT,
          ARTISTA,
          CLIENTE,
          PAGAMENTO_DATA,
          PAGAMENTO_VALOR,
          PERCENTUAL,
          VALOR,
          OBSERVACOES);
  private static final List<Field> GASTOS =
      List.of(ID, DATA, DESCRICAO, FORMA, CATEGORIA, VALOR, CREATED_BY);

  private final String key;
  private final String heading;
  private final Format format;

  public enum Format {
    TEXT,
    NUMBER,
    DATE,
    MOMENT,
    MONEY,
    PERCENT
  }

  Field(String key, String heading, Format format) {
    this.key = key;
    this.heading = heading;
    this.format = format;
  }

  /** The fields of one list's records, in reading order. */
  public static List<Field> of(Tabela tabela) {
    return switch (tabela) {
      case PAGAMENTOS -> PAGAMENTOS;
      case SESSOES -> SESSOES;
      case COMISSOES -> COMISSOES;
      case GASTOS -> GASTOS;
    };
  }

  /** The field's name in the statement. */
  public String key() {
    return key;
  }

  /** The heading of the field's column. */
  public String heading() {
    return heading;
  }

  public Format format() {
    return format;
  }
}
