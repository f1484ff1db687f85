package org.menagerie.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.menagerie.engine.vector.kernel.Kernels.LANES;
import static org.menagerie.engine.vector.kernel.Winograd.OUTPUTS;
import static org.menagerie.engine.vector.kernel.Winograd.VALUES;
import static org.menagerie.engine.vector.kernel.Winograd.WEIGHTS;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the transforms are for: a row of a convolution, and its gradient by the weights. */
final class WinogradTest {
  private static final List<Kernels> ALL =
      List.of(new ScalarKernels(), new VectorKernels(), new PlainKernels());
  private static final int TILES = 3;
  private static final int MAP = TILES * LANES;
  private static final float[] WEIGHT = {0.5f, -0.25f, 0.75f};

  private static float[] input() {
    int width = TILES * OUTPUTS + WEIGHTS - 1;
    return new Draw(Draw.Kind.WHOLE, 1).floats(width * LANES);
  }

  private static float[] transformed(Winograd winograd, float[] in) {
    float[] maps = new float[VALUES * MAP];
    winograd.transformInput(in, 0, TILES, maps, 0, MAP);
    return maps;
  }

  @Test
  void correlatesARowWithAKernel() {
    for (Kernels kernels : ALL) {
      Winograd winograd = kernels.winograd();
      float[] in = input();
      float[] maps = transformed(winograd, in);
      float[] weights = new float[VALUES];
      Winograd.transformWeights(WEIGHT, 0, 1, weights, 0, 1);
      for (int i = 0; i < maps.length; i++) {
        maps[i] *= weights[i / MAP];
      }
      float[] out = new float[OUTPUTS * MAP];
      winograd.transformOutput(maps, 0, MAP, TILES, out, 0);

      for (int i = 0; i < out.length; i++) {
        float expected = 0;
        for (int w = 0; w < WEIGHTS; w++) {
          expected += WEIGHT[w] * in[i + w * LANES];
        }
        // Not equal: what weights are multiplied by is no float, whatever the weights.
        assertThat(out[i]).as(kernels.description()).isCloseTo(expected, within(1e-5f));
      }
    }
  }

  @Test
  void readsTurnedWeightsBackwards() {
    float[] forward = new float[6];
    float[] backward = new float[6];
    Winograd.transformWeights(new float[] {1, 2, 3}, 0, 1, forward, 0, 1);
    Winograd.transformWeights(new float[] {3, 2, 1}, 2, -1, backward, 0, 1);
    assertThat(backward).isEqualTo(forward);
  }

  @Test
  void givesTheGradientOfTheKernel() {
    for (Kernels kernels : ALL) {
      Winograd winograd = kernels.winograd();
      float[] in = input();
      float[] errors = new Draw(Draw.Kind.WHOLE, 3).floats(OUTPUTS * MAP);
      float[] maps = transformed(winograd, in);
      float[] errorMaps = new float[maps.length];
      winograd.transformOutputGradient(errors, 0, TILES, errorMaps, 0, MAP);
      float[] sums = new float[VALUES * LANES];
      for (int i = 0; i < maps.length; i++) {
        sums[i / MAP * LANES + i % LANES] += maps[i] * errorMaps[i];
      }
      float[] out = new float[WEIGHTS * LANES];
      winograd.transformWeightGradient(sums, 0, LANES, 1, out, 0, LANES);

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
