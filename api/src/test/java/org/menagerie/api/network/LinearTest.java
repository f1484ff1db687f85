package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearTest {

  @Test
  void mapsAVectorToItsUnits() {
    assertThat(Linear.of(10).outputShape(Shape.flat(90))).isEqualTo(Shape.flat(10));
  }

  @Test
  void ownsAWeightAndABias() {
    assertThat(Linear.of(10).parameters(Shape.flat(90)))
        .containsExactly(
            new Parameter("weight", Parameter.Role.WEIGHT, new Shape(List.of(10, 90)), 90),
            new Parameter("bias", Parameter.Role.BIAS, Shape.flat(10), 90));
  }

  @Test
  void ownsNoBiasIfToldSo() {
    assertThat(Linear.of(10).withoutBias().parameters(Shape.flat(90)))
        .extracting(Parameter::name)
        .containsExactly("weight");
  }

  @Test
  void multipliesEveryInputWithEveryUnit() {
    assertThat(Linear.of(10).multiplyAccumulates(Shape.flat(90))).isEqualTo(900);
  }

  @Test
  void refusesAMapThatIsNotFlattened() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Linear.of(10).outputShape(Shape.image(10, 3, 3)))
        .withMessage("needs a vector [90] but gets the map [10, 3, 3]: put a Flatten before it");
  }

  @Test
  void refusesToHaveNoUnits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Linear.of(0))
        .withMessage("units must be positive: 0");
  }

  @Test
  void flattensChannelByChannelToAVector() {
    assertThat(new Flatten().outputShape(Shape.image(10, 3, 3))).isEqualTo(Shape.flat(90));
    assertThat(new Flatten().outputShape(Shape.flat(7))).isEqualTo(Shape.flat(7));
    assertThat(new Flatten().describe()).isEqualTo("Flatten");
  }

  @Test
  void describesItself() {
    assertThat(Linear.of(10).describe()).isEqualTo("Linear 10");
    assertThat(Linear.of(10).withoutBias().describe()).isEqualTo("Linear 10, no bias");
  }
}
