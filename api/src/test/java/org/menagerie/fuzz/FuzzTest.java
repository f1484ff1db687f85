package org.menagerie.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FuzzTest {
  private static final byte[] VALID = "{\"a\": 12, \"b\": [\"x\", 1.5]}\n".getBytes(UTF_8);

  @Test
  void feedsTheSameInputsEachTime() {
    assertThat(inputs()).isEqualTo(inputs()).hasSize(300);
  }

  @Test
  void changesInputsInManyWays() {
    Set<String> different = new HashSet<>(inputs());
    assertThat(different).hasSizeGreaterThan(250);
    assertThat(different)
        .anyMatch(text -> text.matches("(?s)\\{\"a\": (?!12)-?\\d+, \"b\": .*\\]\\}\n"));
    assertThat(different).anyMatch(text -> text.contains("null"));
    assertThat(different).anyMatch(text -> text.length() > 1_000);
    assertThat(different).anyMatch(text -> text.length() < VALID.length);
  }

  private static List<String> inputs() {
    List<String> inputs = new ArrayList<>();
    Fuzz.from(VALID).inputs(300, 300).feed(input -> inputs.add(new String(input, UTF_8)));
    return inputs;
  }

  @Test
  void saysWhichInputFailed() {
    assertThatThrownBy(
            () ->
                Fuzz.from(VALID)
                    .feed(
                        input -> {
                          throw new IllegalStateException("no reader");
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("input 1 of -Dmenagerie.fuzz.seed=1: ")
        .hasMessageContaining("no reader");
  }
}
