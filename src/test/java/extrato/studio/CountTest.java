package extrato.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {
  @Test
  void of_isReadAsTheStudioWritesNumbers() {
    assertThat(Count.of(0, "record")).isEqualTo("0 records");
    assertThat(Count.of(1, "record")).isEqualTo("1 record");
    assertThat(Count.of(999)).isEqualTo("999");
    assertThat(Count.of(1_234_567, "record")).isEqualTo("1.234.567 records");
  }
}
