package org.menagerie.engine.support.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.engine.support.NamedOptimizers;

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
    assertThat(NamedOptimizers.parse(optimizer.component().toString())).isEqualTo(optimizer);
  }

  @Test
  void describeThemselves() {
    assertThat(NamedOptimizers.all())
        .extracting(OptimizerFactory::description)
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  /** PyTorch scales where the length is above 5, not at 5. */
  @Test
  void radamScalesOnceTheSecondMomentIsKnownWellEnough() {
    assertThat(RAdam.rectification(5, 9)).isEmpty();
    assertThat(RAdam.rectification(6, 6)).hasValue(1);
  }

  @Test
  void tellTheirWeightDecay() {
    assertThat(Sgd.of(0.1, 0.9).withWeightDecay(0.5).weightDecay()).isEqualTo(0.5);
    assertThat(Adam.of(0.1).withWeightDecay(0.5).weightDecay()).isEqualTo(0.5);
    assertThat(AdamW.of(0.1).weightDecay()).isEqualTo(0.01);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd(lr=0.1, momentum=0.9, dampening=0.3, weight_decay=0.1, decay_norms=false, l1=1.0E-4)",
        "adam(lr=0.1, weight_decay=0.01, amsgrad=true)",
        "rmsprop(lr=0.1, alpha=0.9, momentum=0.5, centered=true)",
        "adagrad(lr=0.1, lr_decay=0.01, initial_accumulator_value=0.1)",
        "adadelta(lr=0.5, rho=0.8, eps=1.0E-5)",
        "nadam(lr=0.1, momentum_decay=0.01)",
        "radam(lr=0.1, beta1=0.8, beta2=0.99)",
        "adamax(lr=0.1, weight_decay=0.01)",
        "lion(lr=0.1, beta1=0.8, weight_decay=0.01)",
        "muon(lr=0.1, nesterov=false, ns_steps=6)"
      })
  void printsWhatItReads(String text) {
    assertThat(NamedOptimizers.parse(text).component()).hasToString(text);
  }

  @Test
  void needsNoArgumentWhereTheyAllHaveDefaults() {
    assertThat(NamedOptimizers.all())
        .filteredOn(factory -> !factory.name().equals("sgd"))
        .hasSize(10)
        .allSatisfy(
            factory ->
                assertThat(NamedOptimizers.parse(factory.name()).component().arguments())
                    .containsOnlyKeys("lr"));
  }

  @Test
  void hasPyTorchsDefaults() {
    assertThat(NamedOptimizers.parse("sgd(lr=0.1)")).isEqualTo(new Sgd(0.1, 0, 0, false));
    assertThat(NamedOptimizers.parse("adam(lr=0.1)")).isEqualTo(new Adam(0.1, 0.9, 0.999, 1e-8, 0));
    assertThat(NamedOptimizers.parse("adam")).isEqualTo(Adam.of(0.001));
    assertThat(NamedOptimizers.parse("adamw(lr=0.1)"))
        .isEqualTo(new AdamW(0.1, 0.9, 0.999, 1e-8, 0.01));
  }

  @Test
  void printsOneTextForWhatMeansTheSame() {
    assertThat(NamedOptimizers.parse("sgd(momentum=0.90, nesterov=false, lr=1e-2)").component())
        .hasToString("sgd(lr=0.01, momentum=0.9)");
    assertThat(NamedOptimizers.parse("adam(eps=1e-8)").component()).hasToString("adam(lr=0.001)");
    assertThat(NamedOptimizers.parse("adamw(weight_decay=0.01, lr=0.1)").component())
        .hasToString("adamw(lr=0.1)");
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
        "sgd(lr=0.1, momentum=0.9, dampening=0.1, nesterov=true)"
            + " | Nesterov's method takes no dampening.",
        "sgd(lr=0.1, dampening=1) | The dampening must be from 0 to below 1, not 1.0.",
        "rmsprop(momentum=1) | The momentum must be from 0 to below 1, not 1.0.",
        "rmsprop(eps=0) | The epsilon must be a number above 0, not 0.0.",
        "adagrad(initial_accumulator_value=-1)"
            + " | The initial accumulator value must be a number of at least 0, not -1.0.",
        "adagrad(eps=0) | The epsilon must be a number above 0, not 0.0.",
        "adadelta(eps=0) | The epsilon must be a number above 0, not 0.0.",
        "nadam(momentum_decay=-1)"
            + " | The decay of the momentum must be a number of at least 0, not -1.0.",
        "lion(beta1=1) | The beta1 must be from 0 to below 1, not 1.0.",
        "lion(beta2=1) | The beta2 must be from 0 to below 1, not 1.0.",
        "muon(momentum=1) | The momentum must be from 0 to below 1, not 1.0.",
        "muon(adam_lr_factor=-1)"
            + " | The factor of AdamW's learning rate must be a number of at least 0, not -1.0.",
        "muon(adam_beta1=1) | The adam_beta1 must be from 0 to below 1, not 1.0.",
        "muon(adam_beta2=1) | The adam_beta2 must be from 0 to below 1, not 1.0.",
        "muon(adam_eps=0) | The adam_eps must be a number above 0, not 0.0.",
        "rmsprop(alpha=1) | The alpha must be from 0 to below 1, not 1.0.",
        "adagrad(lr_decay=-1)"
            + " | The decay of the learning rate must be a number of at least 0, not -1.0.",
        "adadelta(rho=1) | The rho must be from 0 to below 1, not 1.0.",
        "nadam(lr=0) | The learning rate must be a number above 0, not 0.0.",
        "radam(beta2=1) | The beta2 must be from 0 to below 1, not 1.0.",
        "adamax(eps=0) | The epsilon must be a number above 0, not 0.0.",
        "lion(l1=-1) | The L1 penalty must be a number of at least 0, not -1.0.",
        "muon(ns_steps=0) | muon: \"ns_steps\" must be a whole number of at least 1, not 0.",
        "adamw(lr=0) | The learning rate must be a number above 0, not 0.0.",
        "adamw(lr=0.1, eps=0) | The epsilon must be a number above 0, not 0.0."
      },
      quoteCharacter = '`')
  void refusesNumbersOutOfRange(String text, String sentence) {
    assertRejected(() -> NamedOptimizers.parse(text), sentence);
  }

  @Test
  void refusesSgdWithoutALearningRate() {
    assertRejected(
        () -> NamedOptimizers.parse("sgd"),
        "sgd needs the argument \"lr\". It takes lr, momentum=0.0, dampening=0.0, weight_decay=0.0,"
            + " decay_norms=true, l1=0.0, nesterov=false.");
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
}
