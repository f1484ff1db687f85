package org.menagerie.engine.vector.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelGeneratorTest {

  @Test
  void keepsTheSumsOfACorrelationInLocalVariables() {
    assertThat(KernelGenerator.correlations())
        .contains(
            """
              private static void correlate2x2(float[] in, int at, int step, int[] taps, int from, int to, float[] weights, int first, float[] out, int to0, int channel) {
                FloatVector c0_0 = FloatVector.zero(S);
                FloatVector c0_1 = FloatVector.zero(S);
                FloatVector c1_0 = FloatVector.zero(S);
                FloatVector c1_1 = FloatVector.zero(S);
                for (int t = from; t < to; t++) {
                  final int i = at + taps[t];
                  final int w = first + t * 2;
                  final FloatVector w0 = FloatVector.broadcast(S, weights[w + 0]);
                  final FloatVector w1 = FloatVector.broadcast(S, weights[w + 1]);
                  final FloatVector x0 = FloatVector.fromArray(S, in, i + 0 * step);
                  c0_0 = x0.fma(w0, c0_0);
                  c1_0 = x0.fma(w1, c1_0);
                  final FloatVector x1 = FloatVector.fromArray(S, in, i + 1 * step);
                  c0_1 = x1.fma(w0, c0_1);
                  c1_1 = x1.fma(w1, c1_1);
                }
                c0_0.intoArray(out, to0 + 0 * channel + 0);
                c0_1.intoArray(out, to0 + 0 * channel + 16);
                c1_0.intoArray(out, to0 + 1 * channel + 0);
                c1_1.intoArray(out, to0 + 1 * channel + 16);
              }
            """);
  }

  @Test
  void keepsTheSumsOfAGradientInLocalVariables() {
    assertThat(KernelGenerator.gradients())
        .contains(
            """
              private static void gradient2x1(float[] d, int dAt, int dChannel, int[] dPixels, float[] a, int aAt, int[] aPixels, int[] taps, int tap, int pixels, float[] sums, int first) {
                final int t0 = taps[tap + 0];
                FloatVector c0_0 = FloatVector.fromArray(S, sums, first + 0);
                FloatVector c1_0 = FloatVector.fromArray(S, sums, first + 16);
                for (int p = 0; p < pixels; p++) {
                  final int i = dAt + dPixels[p];
                  final int j = aAt + aPixels[p];
                  final FloatVector d0 = FloatVector.fromArray(S, d, i + 0 * dChannel);
                  final FloatVector d1 = FloatVector.fromArray(S, d, i + 1 * dChannel);
                  final FloatVector x0 = FloatVector.fromArray(S, a, j + t0);
                  c0_0 = d0.fma(x0, c0_0);
                  c1_0 = d1.fma(x0, c1_0);
                }
                c0_0.intoArray(sums, first + 0);
                c1_0.intoArray(sums, first + 16);
              }
            """);
  }

  @Test
  void findsEachKernelByItsShape() {
    assertThat(KernelGenerator.correlations())
        .startsWith("package org.menagerie.engine.vector.kernel;\n")
        .contains(
            "  static void correlate(int channels, int pixels, float[] in, int at, int step,"
                + " int[] taps, int from, int to, float[] weights, int first, float[] out, int to0,"
                + " int channel) {\n"
                + "    switch (channels * "
                + (KernelGenerator.MAX_PIXELS + 1)
                + " + pixels) {\n");
    for (int channels : KernelGenerator.CHANNELS) {
      for (int pixels = 1; pixels <= KernelGenerator.MAX_PIXELS; pixels++) {
        assertThat(KernelGenerator.correlations())
            .contains(
                "      case %d -> correlate%dx%d("
                    .formatted(
                        channels * (KernelGenerator.MAX_PIXELS + 1) + pixels, channels, pixels));
      }
      for (int taps = 1; taps <= KernelGenerator.maxTaps(channels); taps++) {
        assertThat(KernelGenerator.gradients())
            .contains(
                "      case %d -> gradient%dx%d("
                    .formatted(
                        channels * (KernelGenerator.MAX_TAPS_OF_ONE + 1) + taps, channels, taps));
      }
    }
  }

  @Test
  void writesOneFileForEachFamily(@TempDir Path folder) throws IOException {
    KernelGenerator.main(new String[] {folder.toString()});

    Path kernels = folder.resolve("org/menagerie/engine/vector/kernel");
    assertThat(kernels.resolve("CorrelationKernels.java"))
        .hasContent(KernelGenerator.correlations());
    assertThat(kernels.resolve("GradientKernels.java")).hasContent(KernelGenerator.gradients());
  }
}
