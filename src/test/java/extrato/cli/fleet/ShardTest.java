package extrato.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.support.failure.Failure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  @Test
  void everyStudio_isInOnePart_andThePartsAreAboutAsLarge() {
    List<String> names = IntStream.range(0, 8_000).mapToObj(n -> "studio-" + n).toList();

    int[] sizes =
        IntStream.range(0, 8)
            .map(part -> (int) names.stream().filter(new Shard(part, 8)::holds).count())
            .toArray();

    assertThat(IntStream.of(sizes).sum()).isEqualTo(8_000);
    assertThat(IntStream.of(sizes).boxed()).allMatch(size -> size > 850 && size < 1_150);
  }

  /** Another version of the program must find each studio where this one does. */
  @ParameterizedTest
  @CsvSource({"lisboa, 8, 0", "porto, 8, 4", "belem, 8, 1", "lisboa, 3, 1"})
  void aStudiosPart_isWrittenInItsName(String name, int of, int part) {
    assertThat(new Shard(part, of).holds(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8/8", "1/0", "-1/8", "1", "1/8/2", "a/b", "", "1000000000/2000000000"})
  void whatIsNoPart_isRefused(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(Failure.BadArguments.class)
        .hasMessageStartingWith("--shard ");
  }
}
