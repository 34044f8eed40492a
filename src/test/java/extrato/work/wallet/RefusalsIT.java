package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the wallet refuses: it is named, and the ledger is as it was. */
class RefusalsIT {
  @TempDir static Path home;
  private static StudioDatabase studio = StudioDatabase.create();
  private static Map<String, String> before = Map.of();

  @BeforeAll
  static void openTheStudio() {
    AwkwardMonth.fillOrdinary(studio);
    run("credit client:1 --amount 150 --key in").expect(0);
    run("hold client:1 --amount 50 --key hold").expect(0);
    before = studio.dump();
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  private static Operator.Ended run(String line) {
    return Operator.inDecember(studio, home)
        .run(
            Stream.concat(Stream.of("wallet"), Stream.of(line.split(" ", -1)))
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          debit client:1 --amount 100,01 --key x             | 14 | client:1 has R$ 100,00; R$ 0,01 are missing
          hold client:1 --amount 200 --key x                 | 14 | client:1 has R$ 100,00; R$ 100,00 are missing
          transfer client:2 client:1 --amount 1 --key x      | 14 | client:2 has R$ 0,00; R$ 1,00 are missing
          sell client:1 --amount 1 --key x                   | 14 | studio has R$ 0,00; R$ 1,00 are missing
          release 2 --to artist:1 --share 30% --amount 51 --key x | 14 | hold 2 has R$ 50,00; R$ 1,00 are missing
          release 99 --to artist:1 --share 30% --key x       | 14 | no such hold: hold 99
          refund 1 --key x                                   | 14 | no such hold: hold 1
          debit artist:1 --amount 1 --key x                  | 14 | artist:1 has R$ 0,00
          credit client:1 --amount 1 --key in                | 6  | the key 'in' was used for another request: transfer 1
          reverse 99 --key x                                 | 6  | no such transfer: transfer 99
          credit client:999 --amount 1 --key x               | 2  | there is no client 999
          credit nobody --amount 1 --key x                   | 2  | the account is not known: nobody is called so
          credit till --amount 1 --key x                     | 2  | this account takes no such operation
          transfer client:1 till --amount 1 --key x          | 2  | this account takes no such operation
          transfer client:1 client:1 --amount 1 --key x      | 2  | from and to are the same account
          hold artist:1 --amount 1 --key x                   | 2  | only a client's money is held
          release 2 --to client:1 --share 30% --key x        | 2  | a hold is released to an artist
          release sinal --to artist:1 --share 30% --key x    | 2  | 'sinal' is no hold
          release 2 --to artist:1 --share 101% --key x       | 2  | '101%' is not a share
          credit client:1 --amount 1.234 --key x             | 2  | '1.234' can be read in two ways
          credit client:1 --amount 1,234 --key x             | 2  | '1,234' can be read in two ways
          credit client:1 --amount 0 --key x                 | 2  | the amount must be at least 0,01
          credit client:1 --amount -5 --key x                | 2  | '-5' is not an amount
          credit client:1 --amount 1e3 --key x               | 2  | '1e3' is not an amount
          credit client:1 --amount 1                         | 2  | '--key=K'
          credit client:1 --amount 1 --key extrato:x         | 2  | keys that begin with extrato: are the program's own
          hold client:1 --amount 1 --key x --expires soon    | 2  | expires 'soon' is not a time
          expire --share 30%                                 | 2  | --to and --share come with --forfeit
          withdraw client:1                                  | 2  | unknown command 'withdraw'
          """)
  void request_isRefusedByName_andChangesNothing(String line, int code, String message) {
    Operator.Ended ended = run(line).expect(code);

    assertThat(ended.err()).contains(message);
    assertThat(studio.dump()).isEqualTo(before);
  }
}
