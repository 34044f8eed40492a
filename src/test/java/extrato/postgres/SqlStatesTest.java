package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlStatesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300", "23503", "23505", "08006",
        "08001", "08003"
      })
  void isPassing_ofWhatAFreshSnapshotMayEnd_isTrue(String state) {
    assertThat(SqlStates.isPassing(failure(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "57014", "53100", "53200", "23502", "23514", "42501", "42P01", "22003", "P0001", "28P01",
        "25006", "XX000", "54000"
      })
  void isPassing_ofWhatAFreshSnapshotRepeats_isFalse(String state) {
    assertThat(SqlStates.isPassing(failure(state))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "08006, true",
    "08001, true",
    "57P01, true",
    "57P02, true",
    "57P03, true",
    "53300, true",
    "40001, false",
    "57014, false",
    "23503, false",
    "08, true"
  })
  void isLost_tellsALostConnectionFromAnAnswer(String state, boolean lost) {
    assertThat(SqlStates.isLost(failure(state))).isEqualTo(lost);
  }

  @Test
  void isLost_ofADriversIoFailureWithoutAState_isTrue() {
    SQLException failure =
        new SQLTransientConnectionException("gone", new SocketException("reset"));

    assertThat(SqlStates.isLost(new IllegalStateException(failure))).isTrue();
  }

  /** A backup on a failing disk would otherwise be tried three times, and blamed on the server. */
  @Test
  void isLost_ofAFileThatCannotBeRead_isFalse() {
    RuntimeException failure = new UncheckedIOException(new IOException("Input/output error"));

    assertThat(SqlStates.isLost(failure)).isFalse();
    assertThat(SqlStates.isPassing(failure)).isFalse();
    assertThat(SqlStates.isFromDatabase(failure)).isFalse();
  }

  @Test
  void state_ofABatch_isFoundBehindGetNextException() {
    SQLException batch = new BatchUpdateException("batch entry 0 was aborted", null, 0, new int[0]);
    batch.setNextException(failure("40001"));

    assertThat(SqlStates.state(new RuntimeException(batch))).contains("40001");
    assertThat(SqlStates.isPassing(new RuntimeException(batch))).isTrue();
  }

  @Test
  void state_ofWrappedCauses_isTheOutermostThatThereIs() {
    SQLException inner = failure("40P01");
    SQLException outer = new SQLException("wrapped", "", inner);

    assertThat(SqlStates.state(new RuntimeException(new RuntimeException(outer))))
        .contains("40P01");
    assertThat(SqlStates.state(new BrokenCopy(failure("57014")))).contains("57014");
    assertThat(SqlStates.state(new RuntimeException("no database"))).isEmpty();
  }

  @Test
  void state_ofExceptionsThatPointAtEachOther_comesToAnEnd() {
    SQLException one = new SQLException("one");
    SQLException other = new SQLException("other", "", one);
    one.setNextException(other);

    assertThat(SqlStates.state(one)).isEmpty();
  }

  @Test
  void describe_ofAServersError_isItsMessage_withoutTheRowInItsDetail() {
    PSQLException failure =
        new PSQLException(
            new ServerErrorMessage(
                "SERROR\0C23503\0Mupdate or delete violates foreign key\0"
                    + "DKey (name)=(Maria Segredo) is still referenced\0tpagamentos\0\0"));

    assertThat(SqlStates.describe(new RuntimeException(failure)))
        .isEqualTo("update or delete violates foreign key, table pagamentos (SQLSTATE 23503)")
        .doesNotContain("Segredo");
  }

  /** Where messages are translated, codes decide all the same; only a column's name is lost. */
  @Test
  void serverThatSpeaksPortuguese_isUnderstoodByItsCodes() {
    String portuguese = "COPY extrato_gastos, linha 2, coluna cor: \"azul\"";
    String english = "COPY extrato_gastos, line 2, column cor: \"azul\"";
    Throwable refused = said("22P02", "sintaxe de entrada é inválida: \"azul\"", portuguese);

    assertThat(SqlStates.isRefusedValue(refused)).isTrue();
    assertThat(SqlStates.isPassing(refused)).isFalse();
    assertThat(SqlStates.copiedColumn(refused)).isEmpty();
    assertThat(SqlStates.copiedColumn(said("22P02", "invalid", english)))
        .contains("extrato_gastos.cor");
    assertThat(SqlStates.words(refused).text()).contains("a value was refused");
    assertThat(SqlStates.words(refused).text()).doesNotContain("azul");
    assertThat(SqlStates.isPassing(said("40P01", "deadlock detectado", "x"))).isTrue();
    assertThat(SqlStates.isMissingRight(said("42501", "permissão negada", "x"))).isTrue();
  }

  private static Throwable said(String state, String words, String where) {
    return new RuntimeException(
        new PSQLException(
            new ServerErrorMessage("SERRO\0C" + state + "\0M" + words + "\0W" + where + "\0\0")));
  }

  @Test
  void describe_ofManyLines_isTheFirst() {
    assertThat(SqlStates.describe(new SQLException("first\nsecond", "08006")))
        .isEqualTo("first (SQLSTATE 08006)");
    assertThat(SqlStates.describe(new SQLException((String) null)))
        .isEqualTo("no reason was given");
    assertThat(SqlStates.describe(new SQLException("x", "08001", new UnknownHostException("h"))))
        .isEqualTo("its name is not known (SQLSTATE 08001)");
  }

  @ParameterizedTest
  @CsvSource({
    "40001, STOPPED",
    "40P01, STOPPED",
    "55P03, STOPPED",
    "57014, STOPPED",
    "53100, STOPPED",
    "23503, STOPPED",
    "23505, STOPPED",
    "P0001, STOPPED",
    "57P01, NO_DATABASE",
    "08006, NO_DATABASE",
    "53300, NO_DATABASE",
    "42501, UNFIT",
    "28P01, UNFIT",
    "28000, UNFIT",
    "3D000, UNFIT",
    "25006, UNFIT"
  })
  void asFailure_knowsTheExitCode_andSaysWhatItMeans(String state, ExitCode code) {
    Failure failure = SqlStates.asFailure(failure(state), "; nothing changed");

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.text()).isEqualTo("said so (SQLSTATE " + state + "); nothing changed");
    assertThat(failure.hint()).isNotBlank();
  }

  private static SQLException failure(String state) {
    return new SQLException("said so", state);
  }
}
