package extrato.month.statement;

import extrato.studio.Tabela;
import java.util.List;

/** What the records of a statement's lists say, by the names that the studio's web page reads. */
public enum Field {
  ID("id", "id", Kind.NUMBER),
  DATA("data", "data", Kind.DATE),
  CLIENTE("cliente_name", "cliente", Kind.TEXT),
  ARTISTA("artista_name", "artista", Kind.TEXT),
  DESCRICAO("descricao", "descrição", Kind.TEXT),
  FORMA("forma_pagamento", "forma", Kind.TEXT),
  CATEGORIA("categoria", "categoria", Kind.TEXT),
  STATUS("status", "status", Kind.TEXT),
  PAGAMENTO_DATA("pagamento_data", "pago em", Kind.DATE),
  PAGAMENTO_VALOR("pagamento_valor", "pago", Kind.MONEY),
  PERCENTUAL("percentual", "%", Kind.PERCENT),
  VALOR("valor", "valor", Kind.MONEY),
  SESSAO_ID("sessao_id", "sessão", Kind.NUMBER),
  SESSAO_DATA("sessao_data", "sessão em", Kind.DATE),
  OBSERVACOES("observacoes", "obs.", Kind.TEXT),
  CREATED_BY("created_by", "por", Kind.NUMBER),
  CREATED_AT("created_at", "criada em", Kind.TEXT);

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
  private final Kind kind;

  /** What a field's values are. */
  public enum Kind {
    TEXT,
    NUMBER,
    DATE,
    MONEY,
    PERCENT
  }

  Field(String key, String heading, Kind kind) {
    this.key = key;
    this.heading = heading;
    this.kind = kind;
  }

  /** The fields of one list's records, in the order in which they are read. */
  public static List<Field> of(Tabela tabela) {
    return switch (tabela) {
      case PAGAMENTOS -> PAGAMENTOS;
      case SESSOES -> SESSOES;
      case COMISSOES -> COMISSOES;
      case GASTOS -> GASTOS;
    };
  }

  /** Its name in the statement. */
  public String key() {
    return key;
  }

  /** What a column of it is called. */
  public String heading() {
    return heading;
  }

  public Kind kind() {
    return kind;
  }
}
