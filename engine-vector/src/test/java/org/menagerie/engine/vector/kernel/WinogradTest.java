package org.menagerie.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.menagerie.engine.vector.kernel.Kernels.LANES;
import static org.menagerie.engine.vector.kernel.Winograd.WEIGHTS;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the transforms are for: a row of a convolution, and its gradient by the weights. */
final class WinogradTest {
  private static final List<Kernels> ALL =
      List.of(new ScalarKernels(), new VectorKernels(), new PlainKernels());
  private static final int TILES = 3;
  private static final int MAP = TILES * LANES;
  private static final float[] WEIGHT = {24, -48, 72};

  private static Stream<Winograd> all() {
    return ALL.stream().flatMap(kernels -> Stream.of(kernels.tilesOfTwo(), kernels.tilesOfFour()));
  }

  private static float[] input(Winograd winograd) {
    int width = TILES * winograd.outputs() + WEIGHTS - 1;
    return new Draw(Draw.Kind.WHOLE, 1).floats(width * LANES);
  }

  private static float[] transformed(Winograd winograd, float[] in) {
    float[] maps = new float[winograd.values() * MAP];
    winograd.ofInput(in, 0, TILES, maps, 0, MAP);
    return maps;
  }

  @ParameterizedTest
  @MethodSource("all")
  void correlatesARowWithAKernel(Winograd winograd) {
    float[] in = input(winograd);
    float[] maps = transformed(winograd, in);
    float[] weights = new float[winograd.values()];
    winograd.ofWeights(WEIGHT, 0, 1, weights, 0, 1);
    for (int i = 0; i < maps.length; i++) {
      maps[i] *= weights[i / MAP];
    }
    float[] out = new float[winograd.outputs() * MAP];
    winograd.toOutput(maps, 0, MAP, TILES, out, 0);

    for (int i = 0; i < out.length; i++) {
      float expected = 0;
      for (int w = 0; w < WEIGHTS; w++) {
        expected += WEIGHT[w] * in[i + w * LANES];
      }
      assertThat(out[i]).as("output %s", i).isEqualTo(expected);
    }
  }

  @Test
  void readsTurnedWeightsBackwards() {
    float[] forward = new float[6];
    float[] backward = new float[6];
    new ScalarTilesOfFour().ofWeights(new float[] {1, 2, 3}, 0, 1, forward, 0, 1);
    new ScalarTilesOfFour().ofWeights(new float[] {3, 2, 1}, 2, -1, backward, 0, 1);
    assertThat(backward).isEqualTo(forward);
  }

  @Test
  void givesTheGradientOfTheKernel() {
    for (Kernels kernels : ALL) {
      TilesOfFour winograd = kernels.tilesOfFour();
      float[] in = input(winograd);
      float[] errors = new Draw(Draw.Kind.WHOLE, 3).floats(winograd.outputs() * MAP);
      float[] maps = transformed(winograd, in);
      float[] errorMaps = new float[maps.length];
      winograd.ofOutputGradient(errors, 0, TILES, errorMaps, 0, MAP);
      float[] sums = new float[winograd.values() * LANES];
      for (int i = 0; i < maps.length; i++) {
        sums[i / MAP * LANES + i % LANES] += maps[i] * errorMaps[i];
      }
      float[] out = new float[WEIGHTS * LANES];
      winograd.toWeightGradient(sums, 0, LANES, 1, out, 0, LANES);

      for (int i = 0; i < out.length; i++) {
        float expected = 0;
        for (int x = 0; x < errors.length; x += LANES) {
          expected += errors[x + i % LANES] * in[x + i];
        }
        assertThat(out[i]).as(kernels.description()).isCloseTo(expected, within(1e-4f));
      }
    }
  }
}
