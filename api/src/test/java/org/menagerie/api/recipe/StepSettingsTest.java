package org.menagerie.api.recipe;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSettingsTest {

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesALearningRateThatIsNoNumber(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new StepSettings(value, 0.9));
  }

  @Test
  void refusesAMomentumThatIsNoNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepSettings(0.1, Double.NaN))
        .withMessage(
            "learning rate and momentum of a step must be finite numbers, not 0.1 and NaN");
  }
}
