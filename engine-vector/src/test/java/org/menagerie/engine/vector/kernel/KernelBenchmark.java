package org.menagerie.engine.vector.kernel;

import static org.menagerie.engine.vector.kernel.Kernels.LANES;
import static org.menagerie.engine.vector.kernel.Kernels.SUM;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds of one call of a kernel on a row of 28 columns (a block of 4 by 4 values for {@code
 * correlate} and {@code accumulate}), 16 images side by side, all of it in the first-level cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class KernelBenchmark {
  private static final int WIDTH = 28;
  private static final int CHANNELS = 4;
  private static final int TAPS = 72;

  private final Kernels kernels = new VectorKernels();
  private final float[] in = new float[(WIDTH + 2) * LANES];
  private final float[] gradient = new float[CHANNELS * WIDTH * LANES];
  private final float[] out = new float[CHANNELS * WIDTH * LANES];
  private final float[] weights = new float[TAPS * CHANNELS];
  private final float[] sums = new float[2 * SUM];
  private final float[] weightSums = new float[CHANNELS * CHANNELS * LANES];
  private final int[] taps = IntStream.range(0, TAPS).map(t -> t % 3 * LANES).toArray();
  private final int[] pixels = IntStream.range(0, WIDTH).map(p -> p * LANES).toArray();

  /** Values of both signs; sums begin at zero each time, so that nothing grows without end. */
  @Setup(Level.Iteration)
  public void fill() {
    for (float[] values : new float[][] {in, gradient, weights}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (i * 37 % 101 - 50) / 50f;
      }
    }
    Arrays.fill(sums, 0);
    Arrays.fill(weightSums, 0);
  }

  @Benchmark
  public float[] correlate() {
    kernels.correlate(CHANNELS, 4, in, 0, LANES, taps, 0, TAPS, weights, 0, out, 0, WIDTH * LANES);
    return out;
  }

  @Benchmark
  public float[] accumulate() {
    kernels.accumulate(
        CHANNELS,
        3,
        gradient,
        0,
        WIDTH * LANES,
        pixels,
        in,
        0,
        pixels,
        taps,
        0,
        WIDTH,
        weightSums,
        0);
    return weightSums;
  }

  @Benchmark
  public float[] activate() {
    kernels.activate(in, 0, out, 0, WIDTH, false, 0.5f, 0.1f, true);
    return out;
  }

  @Benchmark
  public float[] addMoments() {
    kernels.addMoments(in, 0, WIDTH, true, 0.1f, sums, 0);
    return sums;
  }

  @Benchmark
  public float[] batchNormBackwardReduce() {
    kernels.batchNormBackwardReduce(
        gradient, 0, in, 0, out, 0, WIDTH, true, 0.5f, 0.1f, true, sums, 0);
    return sums;
  }

  @Benchmark
  public float[] batchNormBackward() {
    kernels.batchNormBackward(gradient, 0, in, 0, out, 0, WIDTH, 0.5f, 0.1f, 0.2f, true);
    return out;
  }

  @Benchmark
  public float[] reluBackward() {
    kernels.reluBackward(gradient, 0, in, 0, out, 0, WIDTH);
    return out;
  }

  @Benchmark
  public float[] maxPool() {
    kernels.maxPool(in, 0, 2 * LANES, new int[] {0, LANES}, out, 0, WIDTH / 2);
    return out;
  }
}
