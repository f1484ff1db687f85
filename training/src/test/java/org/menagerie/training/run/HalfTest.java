package org.menagerie.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {

  /** As NumPy's {@code float16} has them. */
  @ParameterizedTest
  @CsvSource({
    "0.0, 0000, 0.0",
    "-0.0, 8000, -0.0",
    "-1.0, bc00, -1.0",
    "-0.69314718, b98c, -0.693359375",
    "-1e-09, 8000, -0.0",
    "-5.96e-08, 8001, -5.960464477539063e-08",
    "-2.98023224e-08, 8000, -0.0",
    "-2.9802326e-08, 8001, -5.960464477539063e-08",
    "-6.1e-05, 83ff, -6.097555160522461e-05",
    "-6.103515625e-05, 8400, -6.103515625e-05",
    "-0.333333343, b555, -0.333251953125",
    "-10.1, c90d, -10.1015625",
    "-65504, fbff, -65504.0",
    "-65519, fbff, -65504.0",
    "-65520, fc00, -Infinity",
    "-1e9, fc00, -Infinity",
    "-Infinity, fc00, -Infinity",
    "1.0009765625, 3c01, 1.0009765625",
    "1.00048828125, 3c00, 1.0",
    "1.00146484375, 3c02, 1.001953125"
  })
  void roundsToTheNearest(float value, String bits, float rounded) {
    short half = Half.of(value);

    assertThat(Integer.toHexString(Short.toUnsignedInt(half)))
        .isEqualTo(bits.replaceFirst("^0+(?=.)", ""));
    assertThat(Half.toFloat(half)).isEqualTo(rounded);
  }

  @Test
  void givesEveryHalfBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Half.toFloat((short) bits);
      if (Float.isNaN(value)) {
        assertThat(Half.toFloat(Half.of(value))).isNaN();
      } else {
        assertThat(Half.of(value)).isEqualTo((short) bits);
      }
    }
  }
}
