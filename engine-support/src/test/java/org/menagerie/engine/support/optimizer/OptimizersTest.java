package org.menagerie.engine.support.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;

class OptimizersTest {

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        Sgd.of(0.1, 0),
        Sgd.of(0.05, 0.9).withNesterov().withWeightDecay(8e-5),
        Adam.of(1e-4).withWeightDecay(1e-5),
        new Adam(0.1, 0.8, 0.99, 1e-7, 0),
        AdamW.of(3e-4).withWeightDecay(0.05));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void readsWhatItPrints(Optimizer optimizer) {
    assertThat(parse(optimizer.component().toString())).isEqualTo(optimizer);
  }

  @Test
  void hasPyTorchsDefaults() {
    assertThat(parse("sgd(lr=0.1)")).isEqualTo(new Sgd(0.1, 0, 0, false));
    assertThat(parse("adam(lr=0.1)")).isEqualTo(new Adam(0.1, 0.9, 0.999, 1e-8, 0));
    assertThat(parse("adam")).isEqualTo(Adam.of(0.001));
    assertThat(parse("adamw(lr=0.1)")).isEqualTo(new AdamW(0.1, 0.9, 0.999, 1e-8, 0.01));
  }

  @Test
  void printsOneTextForWhatMeansTheSame() {
    assertThat(parse("sgd(momentum=0.90, nesterov=false, lr=1e-2)").component())
        .hasToString("sgd(lr=0.01, momentum=0.9)");
    assertThat(parse("adam(eps=1e-8)").component()).hasToString("adam(lr=0.001)");
    assertThat(parse("adamw(weight_decay=0.01, lr=0.1)").component()).hasToString("adamw(lr=0.1)");
  }

  @Test
  void offersBeta1AsMomentum() {
    assertThat(Adam.of(0.1).momentum()).isEqualTo(0.9);
    assertThat(AdamW.of(0.1).momentum()).isEqualTo(0.9);
    assertThat(Sgd.of(0.1, 0.7).momentum()).isEqualTo(0.7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sgd(lr=0) | The learning rate must be a number above 0, not 0.0.",
        "sgd(lr=0.1, momentum=1) | The momentum must be from 0 to below 1, not 1.0.",
        "sgd(lr=0.1, weight_decay=-1) | The weight decay must be a number of at least 0, not -1.0.",
        "sgd(lr=0.1, nesterov=true)"
            + " | The momentum of Nesterov's method must be a number above 0, not 0.0.",
        "adam(lr=-1) | The learning rate must be a number above 0, not -1.0.",
        "adam(lr=0.1, beta1=1) | The beta1 must be from 0 to below 1, not 1.0.",
        "adamw(lr=0.1, beta2=-0.1) | The beta2 must be from 0 to below 1, not -0.1.",
        "adamw(lr=0.1, eps=0) | The epsilon must be a number above 0, not 0.0."
      },
      quoteCharacter = '`')
  void refusesNumbersOutOfRange(String text, String sentence) {
    assertRejected(() -> parse(text), sentence);
  }

  @Test
  void refusesSgdWithoutALearningRate() {
    assertRejected(
        () -> parse("sgd"),
        "sgd needs the argument \"lr\". It takes lr, momentum=0.0, weight_decay=0.0,"
            + " nesterov=false.");
  }

  @Test
  void refusesALearningRateThatIsNotANumber() {
    assertRejected(
        () -> Sgd.of(Double.NaN, 0.9), "The learning rate must be a number above 0, not NaN.");
    assertRejected(
        () -> Adam.of(Double.POSITIVE_INFINITY),
        "The learning rate must be a number above 0, not Infinity.");
  }

  private static void assertRejected(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessage(sentence);
  }

  /** By service file, as everybody finds them. */
  private static Optimizer parse(String text) {
    Component component = Component.parse(text);
    OptimizerFactory factory =
        ServiceLoader.load(OptimizerFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.name().equals(component.name()))
            .findFirst()
            .orElseThrow();
    return factory.create(Arguments.of(component, factory.parameters()));
  }
}
