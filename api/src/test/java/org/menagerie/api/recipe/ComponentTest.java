package org.menagerie.api.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.Rejections.assertRejected;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;

class ComponentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "step(step_size=2, gamma=0.65)",
        "affine(degrees=15, translate=(0.1, 0.1), scale=(0.95, 1.05), fill=0)",
        "maybe(of=rotation(degrees=7, fill=(1, 2)), p=0.5)",
        "with-dash_and_2(x=-1e-5)"
      })
  void readsWhatItPrints(String text) {
    assertThat(Component.parse(text)).hasToString(text);
  }

  @Test
  void readsNameAndArgumentsInOrder() {
    Component component = Component.parse("  step ( gamma = 0.65 ,step_size=2 ) ");

    assertThat(component.name()).isEqualTo("step");
    assertThat(component.arguments()).isEqualTo(Map.of("gamma", "0.65", "step_size", "2"));
    assertThat(component).hasToString("step(gamma=0.65, step_size=2)");
  }

  @Test
  void takesEmptyParenthesesForNone() {
    assertThat(Component.parse("constant()")).isEqualTo(Component.of("constant"));
  }

  @Test
  void replacesOrAppendsAnArgument() {
    Component component = Component.of("sgd").with("lr", 0.01).with("momentum", 0.9);

    assertThat(component.with("lr", 0.5)).hasToString("sgd(lr=0.5, momentum=0.9)");
    assertThat(component).hasToString("sgd(lr=0.01, momentum=0.9)");
  }

  @Test
  void splitsAListAtItsOuterCommas() {
    assertThat(Component.parseList("rotation(degrees=7, fill=1), affine(translate=(0.1, 0.1))"))
        .containsExactly(
            Component.of("rotation").with("degrees", 7).with("fill", 1),
            Component.of("affine").with("translate", "(0.1, 0.1)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "none", " none "})
  void readsNothingAsTheEmptyList(String text) {
    assertThat(Component.parseList(text)).isEqualTo(List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "step(gamma=0.1 | its parentheses do not match",
        "step(gamma=(1, 2) | its parentheses do not match",
        "step(gamma=0.1)x | \"x\" follows its closing parenthesis",
        "step(gamma=1)) | \")\" follows its closing parenthesis",
        "step(gamma=1); warm_up(epochs=2) | \"; warm_up(epochs=2)\" follows its closing parenthesis",
        "step(0.1) | \"0.1\" is not of the form key=value",
        "warm_up(step(gamma=1), epochs=2) | \"step(gamma=1)\" is not of the form key=value",
        "step(gamma=1,) | \"\" is not of the form key=value",
        "step(gamma=) | \"gamma\" has no value",
        "step(gamma=1, gamma=2) | \"gamma\" is given twice",
        "step(2x=1) | \"2x\" is not a name",
        "(gamma=1) | \"\" is not a name",
        "2 | \"2\" is not a name",
        "step by step | \"step by step\" is not a name"
      })
  void saysWhatItCannotRead(String text, String why) {
    assertRejected(
        () -> Component.parse(text),
        ErrorCode.INVALID_ARGUMENT,
        "Cannot read \"%s\": %s; write it like step(step_size=2, gamma=0.65)."
            .formatted(text, why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rotation(degrees=7, affine | its parentheses do not match",
        "rotation(7) | \"7\" is not of the form key=value",
        "elastic(); erasing(p=1) | \"; erasing(p=1)\" follows its closing parenthesis"
      })
  void saysWhichListItCannotRead(String text, String why) {
    assertRejected(
        () -> Component.parseList(text),
        ErrorCode.INVALID_ARGUMENT,
        "Cannot read \"%s\": %s; write it like rotation(degrees=7), affine(degrees=15)."
            .formatted(text, why));
  }
}
