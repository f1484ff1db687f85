package org.menagerie.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.engine.testkit.SoftmaxEngine.Fault;

/** An engine that is wrong in one point fails in that point. */
final class EngineContractTest {

  @Test
  void findsNothingToSayAgainstASoftmaxRegression() {
    Held held = Held.to(new SoftmaxEngine(Fault.NONE));

    assertThat(held.failed()).isEmpty();
    assertThat(held.passed()).isGreaterThan(60);
  }

  @Test
  void skipsByNameWhatAnEngineCannotRun() {
    Map<String, String> skipped = Held.to(new SoftmaxEngine(Fault.NONE)).skipped();

    assertThat(skipped)
        .containsEntry(
            "every layer: learns on every kind of layer",
            "The engine softmax cannot run layer 0 (Conv2d 8, 3x3, stride 2, padding 1) of this"
                + " network.")
        .containsKey("progressive-model3: trains as PyTorch does without kinks, seed 7");
    assertThat(skipped.keySet())
        .allMatch(
            check ->
                check.startsWith("every layer: ")
                    || check.startsWith("layers by PyTorch: ")
                    || check.startsWith("layers of plug-ins: ")
                    || check.startsWith("networks by PyTorch: ")
                    || ReferenceNetwork.NAMES.contains(check.split(": ", 2)[0]));
    assertThat(skipped).doesNotContainKey("every layer: drops out in training only");
  }

  @Test
  void failsInsteadWhereNothingMayBeSkipped() {
    Held held = Held.toAll(new SoftmaxEngine(Fault.NONE));

    assertThat(held.skipped()).isEmpty();
    assertThat(held.failed().keySet())
        .isEqualTo(Held.to(new SoftmaxEngine(Fault.NONE)).skipped().keySet());
  }

  @Test
  void needsAnEngine() {
    // No service file is on this class path.
    assertThatThrownBy(() -> new EngineContract() {}.contract())
        .hasMessageStartingWith("No engine was found: name the class in META-INF/services/");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(Fault.HAS_A_NAME_THAT_IS_NONE, "engine: has a name and a description"),
        Arguments.of(Fault.HAS_NO_DESCRIPTION, "engine: has a name and a description"),
        Arguments.of(Fault.IS_UNAVAILABLE, "engine: runs on this machine"),
        Arguments.of(Fault.NAMES_NO_OPTION, "engine: states what its process needs"),
        Arguments.of(Fault.LACKS_LINEAR, "engine: runs Flatten and Linear"),
        Arguments.of(
            Fault.KNOWS_EVERY_LAYER, "engine: refuses a layer that it does not know, by its name"),
        Arguments.of(
            Fault.REFUSES_WITHOUT_A_NAME,
            "engine: refuses a layer that it does not know, by its name"),
        Arguments.of(Fault.REFUSES_AS_INVALID, "engine: keeps its word on BatchNorm"),
        Arguments.of(Fault.TAKES_WHAT_IT_CANNOT_RUN, "engine: keeps its word on BatchNorm"),
        Arguments.of(Fault.FORGETS_THE_BIAS, "regression: has PyTorch's gradients: sgd"),
        Arguments.of(Fault.IGNORES_SMOOTHING, "regression: smooths labels as PyTorch does"),
        Arguments.of(
            Fault.IGNORES_SMOOTHING, "regression: steps as PyTorch does: sgd with smoothed labels"),
        Arguments.of(Fault.KNOWS_ONE_LOSS, "plug-ins: descends any loss"),
        Arguments.of(Fault.IGNORES_SOFT_LABELS, "soft labels: descends the loss of soft labels"),
        Arguments.of(Fault.IGNORES_THE_TEACHER, "plug-ins: descends any loss beside a teacher"),
        Arguments.of(
            Fault.KNOWS_ONE_OPTIMIZER, "plug-ins: follows any optimizer, and keeps its state"),
        Arguments.of(
            Fault.IGNORES_CLIPPING,
            "regression: steps as PyTorch does: sgd with clipped gradients"),
        Arguments.of(Fault.IGNORES_CLIPPING_BY_VALUE, "session: clips each gradient by its value"),
        Arguments.of(Fault.TRAINS_WHAT_IS_FROZEN, "session: keeps frozen parameters as they are"),
        Arguments.of(Fault.IGNORES_THE_RATE_OF_A_STEP, "regression: steps as PyTorch does: adam"),
        Arguments.of(
            Fault.IGNORES_THE_MOMENTUM_OF_A_STEP,
            "regression: steps as PyTorch does: sgd with Nesterov's momentum"),
        Arguments.of(Fault.NAMES_THE_STATE_OTHERWISE, "regression: steps as PyTorch does: adamw"),
        Arguments.of(Fault.LEARNS_IN_EVALUATION, "batches: evaluates without learning"),
        Arguments.of(Fault.LEARNS_FROM_GRADIENTS, "batches: differentiates without learning"),
        Arguments.of(Fault.MIXES_IMAGES, "batches: evaluates each image as if it were alone"),
        Arguments.of(Fault.READS_BEHIND_THE_BATCH, "batches: ignores what lies behind a batch"),
        Arguments.of(
            Fault.READS_BEHIND_THE_BATCH, "soft labels: ignores soft labels behind a batch"),
        Arguments.of(Fault.WRITES_INTO_THE_BATCH, "batches: leaves a batch as it was"),
        Arguments.of(Fault.STEPS_LATE, "batches: is done with a batch when it answers"),
        Arguments.of(Fault.REUSES_LOGITS, "batches: answers with arrays of its own"),
        Arguments.of(Fault.HIDES_NAN, "batches: does not hide what is not a number"),
        Arguments.of(Fault.FORGETS_THE_OPTIMIZER, "state: resumes to the last bit: adam"),
        Arguments.of(Fault.KEEPS_THE_OPTIMIZER, "state: begins again from an initial state"),
        Arguments.of(Fault.SAVES_NO_COPY, "state: saves a copy"),
        Arguments.of(Fault.RESTORES_NO_COPY, "state: restores a copy"),
        Arguments.of(
            Fault.TRAINS_THE_GIVEN_WEIGHTS, "state: copies the weights that it is opened with"),
        Arguments.of(Fault.SHARES_WEIGHTS, "state: keeps sessions apart"),
        Arguments.of(Fault.TAKES_ANY_WEIGHTS, "state: refuses weights of another network"),
        Arguments.of(Fault.TAKES_ANY_WEIGHTS, "state: refuses a state of another network"),
        Arguments.of(Fault.NEVER_REPEATS_ITSELF, "session: repeats itself from the same seed"),
        Arguments.of(
            Fault.HALVES_STEPS_OF_TWO_THREADS,
            "session: computes with two threads what it computes with one"),
        Arguments.of(Fault.LACKS_PROVENANCE, "session: says what computed"),
        Arguments.of(Fault.CLAIMS_TO_KEEP_TIMES, "session: tells times as it says"),
        Arguments.of(Fault.CLOSES_ONCE, "session: closes, also twice, and leaves others open"),
        Arguments.of(Fault.LEAVES_A_THREAD, "session: leaves no state, if it says so"),
        Arguments.of(Fault.DROPS_OUT_IN_EVALUATION, "every layer: drops out in training only"),
        Arguments.of(Fault.DROPS_OUT_THE_SAME, "every layer: drops out in training only"),
        Arguments.of(Fault.IGNORES_SEEDS, "every layer: draws dropout from its seed"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void finds(Fault fault, String check) {
    assertThat(Held.to(new SoftmaxEngine(fault)).failed()).containsKey(check);
  }

  @Test
  void findsEveryFaultInSomeCheck() {
    assertThat(faults().map(arguments -> arguments.get()[0]))
        .containsAll(Stream.of(Fault.values()).filter(fault -> fault != Fault.NONE).toList());
  }
}
