package extrato.testing;

/** Undoes newer migrations, so that the tool's tables are as an older version left them. */
public final class OlderSchema {
  private OlderSchema() {}

  /** The ledger as an earlier edition of its migration made it, with functions that are slow. */
  public static void withSlowWallet(StudioDatabase studio) {
    studio.execute(
        """
        drop function extrato.lancar_um(jsonb, text), extrato.lido(jsonb, bigint, bigint, bigint);
        create or replace function extrato.lancar(pedidos jsonb, quem text)
        returns table (linha bigint, transferencia bigint, nova boolean)
        language plpgsql security definer
        as 'begin raise exception $x$this is the old one$x$; end';
        create or replace function extrato.conferir_lancamentos() returns trigger
        language plpgsql
        as 'begin raise exception $x$this is the old one$x$; end';
        alter table extrato.lancamentos
          add constraint lancamentos_valor_check check (valor <> 0);
        delete from extrato.migrations where version >= 7;
        """);
  }

  /** The tables before there were imports and tokens. */
  public static void withoutImports(StudioDatabase studio) {
    studio.execute(
        "drop table extrato.tokens, extrato.importacoes; delete from extrato.migrations where"
            + " version >= 5");
  }

  /** The tables before statements kept what their documents show. */
  public static void withoutDocuments(StudioDatabase studio) {
    withoutImports(studio);
    studio.execute(
        "alter table extrato.versoes drop column documento; delete from extrato.migrations where"
            + " version = 4");
  }

  /** The tables before there was a wallet. */
  public static void withoutWallet(StudioDatabase studio) {
    withoutDocuments(studio);
    studio.execute(
        "drop table extrato.lancamentos, extrato.contas, extrato.transferencias, extrato.retencoes,"
            + " extrato.registros cascade; drop type extrato.pedido cascade; drop function"
            + " extrato.nada_muda(), extrato.conferir_lancamentos(), extrato.recusar(text, jsonb),"
            + " extrato.lancar(jsonb, text), extrato.lancar_um(jsonb, text), extrato.devolver(jsonb),"
            + " extrato.registrar(bigint, text, bigint, integer, integer, bigint); delete from extrato.migrations where"
            + " version = 3");
  }

  /** The tables of the first version. */
  public static void first(StudioDatabase studio) {
    withoutWallet(studio);
    studio.execute(
        "drop view extrato.arquivo; drop table extrato.geracoes; alter table extrato.lotes drop"
            + " column primeiro_id, drop column ultimo_id; alter table extrato.studio drop column"
            + " servidor, drop column banco, drop column desde, drop column copia_desde; delete"
            + " from extrato.migrations where version = 2");
  }
}
