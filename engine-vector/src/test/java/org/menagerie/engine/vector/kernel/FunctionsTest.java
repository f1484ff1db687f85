package org.menagerie.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Activation.Function;

/** Activations beside {@link StrictMath} in double precision. */
final class FunctionsTest {
  private static final int LANES = Kernels.LANES;
  private static final List<Kernels> ALL = List.of(new ScalarKernels(), new VectorKernels());

  /** Steps of a thousandth from -20 to 20, and every power of two that a float can be. */
  private static float[] arguments() {
    int steps = 40_000;
    int powers = Float.MAX_EXPONENT - Float.MIN_EXPONENT + 24;
    float[] all = new float[(steps + 2 * powers + LANES - 1) / LANES * LANES];
    for (int i = 0; i < steps; i++) {
      all[i] = (i - steps / 2) / 1000f;
    }
    for (int i = 0; i < powers; i++) {
      all[steps + 2 * i] = Math.scalb(1f, Float.MAX_EXPONENT - i);
      all[steps + 2 * i + 1] = -all[steps + 2 * i];
    }
    return all;
  }

  private static float first(Activation layer) {
    return layer.arguments().isEmpty() ? 0 : (float) layer.argument(0);
  }

  private static float second(Activation layer) {
    return layer.arguments().size() < 2 ? 0 : (float) layer.argument(1);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RELU")
  void areRightToAFewDigitsBelowTheLast(Function function) {
    Activation layer = new Activation(function);
    PlainFunctions.Function plain = PlainFunctions.of(layer);
    float[] in = arguments();
    for (Kernels kernels : ALL) {
      float[] values = new float[in.length];
      float[] slopes = new float[in.length];
      Arrays.fill(slopes, 1);
      kernels.apply(function, first(layer), second(layer), in, 0, values, 0, in.length / LANES);
      kernels.multiplySlopes(
          function, first(layer), second(layer), in, 0, slopes, 0, in.length / LANES);
      for (int i = 0; i < in.length; i++) {
        assertClose(values[i], plain.of(in[i]), function + " of " + in[i]);
        assertClose(slopes[i], plain.derivative(in[i]), function + "' of " + in[i]);
      }
    }
  }

  private static void assertClose(float actual, double expected, String what) {
    if (actual != (float) expected) {
      assertThat((double) actual)
          .as(what)
          .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
    }
  }

  /** Differences near zero that would vanish beside 1. */
  @Test
  void keepTheDigitsOfSmallValues() {
    float[] in = new float[LANES];
    for (int i = 0; i < LANES; i++) {
      in[i] = (i % 2 == 0 ? 1 : -1) * Math.scalb(1.3f, -4 * i);
    }
    for (Kernels kernels : ALL) {
      for (Function function : List.of(Function.TANH, Function.ELU)) {
        PlainFunctions.Function plain = PlainFunctions.of(new Activation(function));
        float[] out = new float[LANES];
        kernels.apply(function, 1, 0, in, 0, out, 0, 1);
        for (int i = 0; i < LANES; i++) {
          assertThat((double) out[i] / plain.of(in[i])).isCloseTo(1, within(1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RELU")
  void letThroughWhatIsNotANumber(Function function) {
    float[] in = new float[LANES];
    in[3] = Float.NaN;
    in[5] = Float.intBitsToFloat(0xffc00000);
    for (Kernels kernels : ALL) {
      float[] out = new float[LANES];
      kernels.apply(function, 1, 2, in, 0, out, 0, 1);
      for (int i = 0; i < LANES; i++) {
        assertThat(Float.isNaN(out[i])).isEqualTo(i == 3 || i == 5);
      }
    }
  }

  @Test
  void leaveReluToTheOperationsThatItIsFusedWith() {
    float[] some = new float[LANES];
    for (Kernels kernels : ALL) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernels.apply(Function.RELU, 0, 0, some, 0, some, 0, 1))
          .withMessage("RELU");
    }
  }
}
