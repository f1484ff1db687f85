package org.menagerie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.menagerie.testkit.SoftmaxEngine.Fault;

/** A model that does not train on an engine fails, with a sentence that says what it does. */
final class EngineChecksTest {
  private static final String PATH = "example/softmax: on softmax: ";
  private static final String NUMBERS = PATH + "gives a number for each class of each image";
  private static final String GRADIENTS = PATH + "gives every parameter a gradient";
  private static final String STEP = PATH + "loses as much loss in a step as its gradient promises";
  private static final String LEARNS = PATH + "learns a batch by its own recipe";

  @Test
  void findsNothingToSayAgainstAModelThatTrains() {
    assertThat(outcomes(Fault.NONE))
        .containsEntry(NUMBERS, "")
        .containsEntry(GRADIENTS, "")
        .containsEntry(STEP, "")
        .containsEntry(LEARNS, "");
  }

  @Test
  void tellsWhatIsNoNumber() {
    assertThat(outcomes(Fault.GIVES_NO_NUMBERS))
        .containsEntry(
            NUMBERS, "The logits before the first step: not all are numbers, one is NaN.")
        .containsEntry(GRADIENTS, "The gradient of 1.weight: not all are numbers, one is NaN.");
  }

  @Test
  void tellsWhichParameterHasNoGradient() {
    assertThat(outcomes(Fault.FORGETS_THE_BIAS))
        .containsEntry(
            GRADIENTS,
            "The parameter 1.bias has hardly any gradient (norm 0.0e+00): what it does is lost on"
                + " the way to the loss.");
  }

  @Test
  void tellsThatNothingIsLearned() {
    Map<String, String> outcomes = outcomes(Fault.STANDS_STILL);

    assertThat(outcomes.get(STEP))
        .matches(
            "One small step takes 0\\.0+ off the loss, but the gradient promises 0\\.00\\d+\\.");
    assertThat(outcomes.get(LEARNS))
        .matches(
            "10 steps of the recipe \"default\" on one batch take the loss from (\\S+) to \\1\\.");
  }

  @Test
  void saysWhatAnEngineLacks() {
    assertThat(outcomes(Fault.LACKS_A_LAYER)).containsEntry(LEARNS, "It cannot run layer 1.");
  }

  private static Map<String, String> outcomes(Fault fault) {
    return Held.to(new Definition(), new SoftmaxEngine(fault));
  }
}
