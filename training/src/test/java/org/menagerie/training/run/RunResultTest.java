package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunResultTest {
  /** Three epochs of three that were planned. */
  private static final RunResult WHOLE =
      StoredJson.parse(StoredResults.small().getBytes(UTF_8), RunResult.class, value -> {});

  @Test
  void saysWhenTheTestImagesEndedItEarly() {
    assertThat(result(StopReason.NO_IMPROVEMENT, 4).stoppedOnTest()).isTrue();
    assertThat(result(StopReason.TARGET_REACHED, 4).stoppedOnTest()).isTrue();
  }

  @Test
  void isNotEndedEarlyWhereAllEpochsWereTrained() {
    assertThat(WHOLE.stoppedOnTest()).isFalse();
    assertThat(result(StopReason.TARGET_REACHED, 3).stoppedOnTest()).isFalse();
    assertThat(result(StopReason.ALL_EPOCHS, 4).stoppedOnTest()).isFalse();
  }

  @Test
  void choosesTheBestEpochOnValidationImagesWhereThereAreSome() {
    RunResult validated =
        StoredJson.parse(StoredResults.validated().getBytes(UTF_8), RunResult.class, value -> {});

    assertThat(validated.bestEpoch().epoch()).isEqualTo(2);
    assertThat(validated.isValidated()).isTrue();
    assertThat(WHOLE.isValidated()).isFalse();
    assertThat(result(validated, StopReason.NO_IMPROVEMENT, 4).stoppedEarly()).isTrue();
    assertThat(result(validated, StopReason.NO_IMPROVEMENT, 4).stoppedOnTest()).isFalse();
  }

  private static RunResult result(StopReason reason, int planned) {
    return result(WHOLE, reason, planned);
  }

  private static RunResult result(RunResult whole, StopReason reason, int planned) {
    return new RunResult(
        whole.schemaVersion(),
        whole.spec().toBuilder()
            .recipe(whole.spec().recipe().toBuilder().epochs(planned).build())
            .build(),
        whole.parameters(),
        whole.multiplyAccumulates(),
        reason,
        whole.history(),
        whole.testOutcome(),
        whole.validationImages(),
        whole.signature(),
        whole.peakMemoryBytes(),
        whole.provenance());
  }
}
