package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch norm, activations and dropout: what keeps the shape of its input. */
class PointwiseLayersTest {
  private static final Shape MAP = Shape.image(16, 7, 5);

  @Test
  void normalisesEachChannel() {
    BatchNorm norm = BatchNorm.standard();

    assertThat(norm).isEqualTo(new BatchNorm(1e-5, 0.1));
    assertThat(norm.outputShape(MAP)).isEqualTo(MAP);
    assertThat(norm.multiplyAccumulates(MAP)).isZero();
    assertThat(norm.parameters(MAP))
        .containsExactly(
            new Parameter("weight", Parameter.Role.SCALE, Shape.flat(16), 1),
            new Parameter("bias", Parameter.Role.SHIFT, Shape.flat(16), 1),
            new Parameter("running_mean", Parameter.Role.RUNNING_MEAN, Shape.flat(16), 1),
            new Parameter("running_var", Parameter.Role.RUNNING_VARIANCE, Shape.flat(16), 1));
  }

  @Test
  void trainsScaleAndShiftButOnlyTracksTheStatistics() {
    assertThat(BatchNorm.standard().parameters(MAP))
        .filteredOn(Parameter::trainable)
        .extracting(Parameter::name)
        .containsExactly("weight", "bias");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void refusesAMomentumOutsideItsRange(double momentum) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNorm(1e-5, momentum))
        .withMessage("momentum must be in (0, 1]: " + momentum);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1e-5, Double.NaN})
  void refusesAnEpsilonThatIsNotPositive(double epsilon) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNorm(epsilon, 0.1))
        .withMessage("epsilon must be positive: " + epsilon);
  }

  @ParameterizedTest
  @EnumSource
  void activatesWithoutParameters(Activation.Function function) {
    Activation activation = new Activation(function);

    assertThat(activation.outputShape(MAP)).isEqualTo(MAP);
    assertThat(activation.parameters(MAP)).isEmpty();
    assertThat(activation.window(MAP)).isEmpty();
    assertThat(activation.describe()).isEqualToIgnoringCase(function.name().replace("_", ""));
  }

  @Test
  void dropsWithoutParameters() {
    Dropout dropout = new Dropout(0.05);

    assertThat(dropout.outputShape(MAP)).isEqualTo(MAP);
    assertThat(dropout.parameters(MAP)).isEmpty();
    assertThat(dropout.describe()).isEqualTo("Dropout 0.05");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesADropoutRateOutsideItsRange(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(rate))
        .withMessage("dropout rate must be in [0, 1): " + rate);
  }
}
