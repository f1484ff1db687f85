package org.menagerie.engine.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arithmetic limit of this machine: {@code PeakRate THREADS} answers each line on standard
 * input with the GFLOP/s that its threads reach together in multiply-adds on registers alone.
 */
final class PeakRate {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int ACCUMULATORS = 12;

  /** So many that the loop is compiled by itself; as a part of its caller it is half as fast. */
  private static final int ROUNDS = 100_000;

  private static final long NANOS = 300_000_000;

  private PeakRate() {}

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    int threads = Integer.parseInt(args[0]);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (orders.readLine() != null) {
      List<Callable<Double>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(PeakRate::gigaflops);
      }
      double sum = 0;
      for (Future<Double> rate : pool.invokeAll(work)) {
        sum += rate.get();
      }
      System.out.printf(Locale.ROOT, "%.2f%n", sum);
    }
    pool.shutdown();
  }

  private static double gigaflops() {
    float sum = 0;
    long calls = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < NANOS) {
      sum += multiplyAdds(1.0001f);
      calls++;
    }
    long nanos = System.nanoTime() - start;
    if (Float.isNaN(sum)) {
      throw new IllegalStateException("the sums have overflowed");
    }
    return 2.0 * SPECIES.length() * ACCUMULATORS * ROUNDS * calls / nanos;
  }

  /** As many sums as hide the latency of an addition, each waiting for nobody but itself. */
  private static float multiplyAdds(float value) {
    FloatVector x = FloatVector.broadcast(SPECIES, value);
    FloatVector y = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector a = x;
    FloatVector b = x.add(1f);
    FloatVector c = x.add(2f);
    FloatVector d = x.add(3f);
    FloatVector e = x.add(4f);
    FloatVector f = x.add(5f);
    FloatVector g = x.add(6f);
    FloatVector h = x.add(7f);
    FloatVector i = x.add(8f);
    FloatVector j = x.add(9f);
    FloatVector k = x.add(10f);
    FloatVector l = x.add(11f);
    for (int round = 0; round < ROUNDS; round++) {
      a = a.fma(y, x);
      b = b.fma(y, x);
      c = c.fma(y, x);
      d = d.fma(y, x);
      e = e.fma(y, x);
      f = f.fma(y, x);
      g = g.fma(y, x);
      h = h.fma(y, x);
      i = i.fma(y, x);
      j = j.fma(y, x);
      k = k.fma(y, x);
      l = l.fma(y, x);
    }
    return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
  }
}
