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

  private static RunResult result(StopReason reason, int planned) {
    return new RunResult(
        WHOLE.schemaVersion(),
        WHOLE.spec().toBuilder()
            .recipe(WHOLE.spec().recipe().toBuilder().epochs(planned).build())
            .build(),
        WHOLE.parameters(),
        WHOLE.multiplyAccumulates(),
        reason,
        WHOLE.history(),
        WHOLE.testOutcome(),
        WHOLE.peakMemoryBytes(),
        WHOLE.provenance());
  }
}
