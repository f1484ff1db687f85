package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.network.Activation.Function;

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
    assertThat(activation.describe())
        .isEqualToIgnoringCase(function.name().replace("_TANH", " tanh").replace("_", ""));
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

  @Test
  void dropsWholeChannelsAndImages() {
    assertThat(new Dropout(0.1, Dropout.Unit.CHANNEL).describe()).isEqualTo("Dropout2d 0.1");
    assertThat(new Dropout(0.1, Dropout.Unit.IMAGE).describe()).isEqualTo("DropPath 0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(0.1, Dropout.Unit.CHANNEL).outputShape(Shape.flat(3)))
        .withMessage("needs a map [channels, height, width] but gets [3]");
  }

  @Test
  void takesConstants() {
    assertThat(new Activation(Function.ELU).arguments()).containsExactly(1.0);
    assertThat(new Activation(Function.LEAKY_RELU, List.of(0.2)).describe())
        .isEqualTo("LeakyReLU slope 0.2");
    assertThat(new Activation(Function.HARDTANH, List.of(-2.0, 1.0)).describe())
        .isEqualTo("Hardtanh min -2.0, max 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Activation(Function.ELU, List.of()))
        .withMessage("ELU takes 1 constants but gets []");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Activation(Function.ELU, List.of(Double.NaN)))
        .withMessage("ELU takes finite numbers: [NaN]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Activation(Function.HARDTANH, List.of(1.0, 1.0)))
        .withMessage("Hardtanh needs min below max: 1.0, 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Activation(Function.SOFTPLUS, List.of(0.0, 20.0)))
        .withMessage("Softplus needs a positive beta: 0.0");
  }

  @Test
  void normalisesGroupsAndWholeImages() {
    assertThat(GroupNorm.of(4).parameters(MAP))
        .containsExactly(
            new Parameter("weight", Parameter.Role.SCALE, Shape.flat(16), 1),
            new Parameter("bias", Parameter.Role.SHIFT, Shape.flat(16), 1));
    assertThat(LayerNorm.standard().parameters(MAP))
        .containsExactly(
            new Parameter("weight", Parameter.Role.SCALE, MAP, 1),
            new Parameter("bias", Parameter.Role.SHIFT, MAP, 1));
    assertThat(GroupNorm.of(4).withoutAffine().parameters(MAP)).isEmpty();
    assertThat(LayerNorm.standard().withoutAffine().parameters(MAP)).isEmpty();
    assertThat(BatchNorm.standard().withoutAffine().parameters(MAP))
        .extracting(Parameter::name)
        .containsExactly("running_mean", "running_var");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupNorm.of(3).outputShape(MAP))
        .withMessage("needs a number of channels that its 3 groups divide but gets [16, 7, 5]");
  }

  @Test
  void learnsSlopes() {
    assertThat(new PRelu(true).parameters(MAP))
        .containsExactly(new Parameter("weight", Parameter.Role.SLOPE, Shape.flat(16), 1));
    assertThat(new PRelu(false).parameters(MAP))
        .containsExactly(new Parameter("weight", Parameter.Role.SLOPE, Shape.flat(1), 1));
    assertThat(new PRelu(true).describe()).isEqualTo("PReLU per channel");
  }

  @Test
  void shufflesGroupsOfChannels() {
    assertThat(new ChannelShuffle(4).outputShape(MAP)).isEqualTo(MAP);
    assertThat(new ChannelShuffle(4).describe()).isEqualTo("ChannelShuffle 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelShuffle(3).outputShape(MAP))
        .withMessage("needs a number of channels that its 3 groups divide but gets [16, 7, 5]");
  }
}
