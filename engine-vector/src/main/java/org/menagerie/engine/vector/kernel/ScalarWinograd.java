package org.menagerie.engine.vector.kernel;

/** {@link Winograd}, one image after the other. */
final class ScalarWinograd implements Winograd {
  private static final int LANES = Kernels.LANES;
  private static final int TILE = OUTPUTS * LANES;
  private static final float GRADIENT_0 = (float) WEIGHT_0;
  private static final float GRADIENT_A = (float) WEIGHT_A;
  private static final float GRADIENT_B = (float) WEIGHT_B;

  @Override
  public void transformInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    for (int i = 0; i < tiles * LANES; i++) {
      int from = at + i / LANES * TILE + i % LANES;
      float d1 = in[from + LANES];
      float d2 = in[from + 2 * LANES];
      float d3 = in[from + 3 * LANES];
      float d4 = in[from + 4 * LANES];
      float evenA = Math.fma(d2, -B2, d4);
      float oddA = Math.fma(d1, -B2, d3);
      float evenB = Math.fma(d2, -A2, d4);
      float oddB = Math.fma(d1, -A2, d3);
      int to = outAt + i;
      out[to] = Math.fma(in[from], A2_TIMES_B2, Math.fma(d2, -A2_PLUS_B2, d4));
      out[to + map] = Math.fma(oddA, A, evenA);
      out[to + 2 * map] = Math.fma(oddA, -A, evenA);
      out[to + 3 * map] = Math.fma(oddB, B, evenB);
      out[to + 4 * map] = Math.fma(oddB, -B, evenB);
      out[to + 5 * map] =
          Math.fma(d1, A2_TIMES_B2, Math.fma(d3, -A2_PLUS_B2, in[from + 5 * LANES]));
    }
  }

  @Override
  public void transformOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    for (int i = 0; i < tiles * LANES; i++) {
      int from = at + i;
      float sumA = in[from + map] + in[from + 2 * map];
      float differenceA = in[from + map] - in[from + 2 * map];
      float sumB = in[from + 3 * map] + in[from + 4 * map];
      float differenceB = in[from + 3 * map] - in[from + 4 * map];
      int to = outAt + i / LANES * TILE + i % LANES;
      out[to] = in[from] + sumA + sumB;
      out[to + LANES] = Math.fma(differenceB, B, differenceA * A);
      out[to + 2 * LANES] = Math.fma(sumB, B2, sumA * A2);
      out[to + 3 * LANES] =
          Math.fma(differenceB, B3, Math.fma(differenceA, A3, in[from + 5 * map]));
    }
  }

  @Override
  public void transformOutputGradient(
      float[] in, int at, int tiles, float[] out, int outAt, int map) {
    for (int i = 0; i < tiles * LANES; i++) {
      int from = at + i / LANES * TILE + i % LANES;
      float d0 = in[from];
      float d1 = in[from + LANES];
      float d2 = in[from + 2 * LANES];
      float d3 = in[from + 3 * LANES];
      float evenA = Math.fma(d2, A2, d0);
      float oddA = Math.fma(d3, A2, d1);
      float evenB = Math.fma(d2, B2, d0);
      float oddB = Math.fma(d3, B2, d1);
      int to = outAt + i;
      out[to] = d0;
      out[to + map] = Math.fma(oddA, A, evenA);
      out[to + 2 * map] = Math.fma(oddA, -A, evenA);
      out[to + 3 * map] = Math.fma(oddB, B, evenB);
      out[to + 4 * map] = Math.fma(oddB, -B, evenB);
      out[to + 5 * map] = d3;
    }
  }

  @Override
  public void transformWeightGradient(
      float[] in, int at, int map, int rows, float[] out, int outAt, int weight) {
    for (int i = 0; i < rows * LANES; i++) {
      int from = at + i;
      float sumA = (in[from + map] + in[from + 2 * map]) * GRADIENT_A;
      float differenceA = (in[from + map] - in[from + 2 * map]) * GRADIENT_A;
      float sumB = (in[from + 3 * map] + in[from + 4 * map]) * GRADIENT_B;
      float differenceB = (in[from + 3 * map] - in[from + 4 * map]) * GRADIENT_B;
      int to = outAt + i;
      out[to] = Math.fma(in[from], GRADIENT_0, sumA + sumB);
      out[to + weight] = Math.fma(differenceB, B, differenceA * A);
      out[to + 2 * weight] = Math.fma(sumB, B2, Math.fma(sumA, A2, in[from + 5 * map]));
    }
  }
}
