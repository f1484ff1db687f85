package org.menagerie.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.engine.vector.kernel.Trials.Trial;

final class KernelsTest {
  private static final int REPETITIONS = 40;
  private static final Kernels SCALAR = new ScalarKernels();
  private static final Kernels VECTOR = new VectorKernels();

  static Stream<Arguments> trials() {
    return Trials.all().entrySet().stream()
        .map(trial -> Arguments.of(Named.of(trial.getKey(), trial.getValue())));
  }

  static Stream<Arguments> trialsThatMayBeExact() {
    // What weights are multiplied by is not, see WinogradTest; nor are functions, see
    // FunctionsTest.
    return Trials.all().entrySet().stream()
        .filter(
            trial -> !trial.getKey().matches("transformWeightGradient|(apply|multiplySlopes) .*"))
        .map(trial -> Arguments.of(Named.of(trial.getKey(), trial.getValue())));
  }

  /** Whole numbers leave no room for rounding: each bit is determined. */
  @ParameterizedTest
  @MethodSource("trialsThatMayBeExact")
  void computesWhatItsDocumentationSays(Trial trial) {
    for (int seed = 0; seed < REPETITIONS; seed++) {
      int[] expected = result(trial, new PlainKernels(), Draw.Kind.WHOLE, seed);
      assertThat(result(trial, SCALAR, Draw.Kind.WHOLE, seed)).isEqualTo(expected);
      assertThat(result(trial, VECTOR, Draw.Kind.WHOLE, seed)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("trials")
  void givesTheSameBitsWithAndWithoutVectors(Trial trial) {
    agree(trial, Draw.Kind.FINITE);
  }

  static Stream<Arguments> trialsOfAnyValue() {
    // Gradients may pass where the value is a NaN, or not.
    return Trials.all().entrySet().stream()
        .filter(
            trial ->
                !trial
                    .getKey()
                    .matches(
                        "batchNormBackwardReduce|batchNormBackward|reluBackward|maxPoolBackward|multiplySlopes .*"))
        .map(trial -> Arguments.of(Named.of(trial.getKey(), trial.getValue())));
  }

  @ParameterizedTest
  @MethodSource("trialsOfAnyValue")
  void givesTheSameBitsOfInfinitiesAndOfWhatIsNotANumber(Trial trial) {
    agree(trial, Draw.Kind.ANY);
  }

  private static void agree(Trial trial, Draw.Kind kind) {
    for (int seed = 0; seed < REPETITIONS; seed++) {
      assertThat(result(trial, VECTOR, kind, seed)).isEqualTo(result(trial, SCALAR, kind, seed));
    }
  }

  /** All that is not a number counts as one and the same. */
  private static int[] result(Trial trial, Kernels kernels, Draw.Kind kind, int seed) {
    return trial.on(kernels, new Draw(kind, seed)).stream()
        .flatMapToInt(
            values -> IntStream.range(0, values.length).map(i -> Float.floatToIntBits(values[i])))
        .toArray();
  }

  @Test
  void letsThroughWhatIsNotANumber() {
    float[] in = new float[2 * Kernels.LANES];
    in[20] = Float.NaN;
    float[] out = new float[in.length];
    for (Kernels kernels : List.of(SCALAR, VECTOR)) {
      for (int relus = 0; relus < 4; relus++) {
        kernels.activate(in, 0, out, 0, 2, relus % 2 == 1, -1, 3, relus / 2 == 1);
        assertThat(out[20]).isNaN();
        assertThat(out[19]).isEqualTo(3);
      }
    }
  }

  @Test
  void rectifiesWhatIsInfiniteOrAlmost() {
    float[] extremes = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 3e38f, -3e38f, -0f};
    float[] in = Arrays.copyOf(extremes, Kernels.LANES);
    float[] out = new float[in.length];
    for (Kernels kernels : List.of(SCALAR, VECTOR)) {
      for (int relus = 1; relus < 4; relus++) {
        kernels.activate(in, 0, out, 0, 1, relus % 2 == 1, 1, 0, relus / 2 == 1);
        assertThat(out).startsWith(0, Float.POSITIVE_INFINITY, 3e38f, 0, 0);
      }
    }
  }

  /** In plain floats this sum would stand still at 2^24. */
  @Test
  void addsMillionsOfRowsWithThePrecisionOfADouble() {
    for (Kernels kernels : List.of(SCALAR, VECTOR)) {
      float[] row = new float[Kernels.LANES];
      Arrays.fill(row, 0.1f);
      float[] sums = new float[Kernels.SUM];
      for (int i = 0; i < 1_000_000; i++) {
        kernels.addRow(row, 0, 1, sums, 0);
      }
      assertThat((double) sums[5] - sums[5 + Kernels.LANES]).isEqualTo(1_000_000 * (double) 0.1f);
    }
  }

  @Test
  void refusesBlocksThatThereAreNoKernelsFor() {
    float[] some = new float[1000];
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> VECTOR.correlate(3, 1, some, 0, 16, new int[1], 0, 1, some, 0, some, 0, 16))
        .withMessage("3x1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                VECTOR.accumulate(
                    2, 9, some, 0, 16, new int[1], some, 0, new int[1], new int[9], 0, 1, some, 0))
        .withMessage("2x9");
  }

  @Test
  void sayWhatTheyComputeWith() {
    assertThat(SCALAR.description()).isEqualTo("scalar");
    assertThat(VECTOR.description()).matches("(128|256|512)-bit vectors");
  }
}
