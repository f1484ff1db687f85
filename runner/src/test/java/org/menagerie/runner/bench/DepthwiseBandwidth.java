package org.menagerie.runner.bench;

import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.linear;

import java.util.Arrays;
import java.util.Locale;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.loop.InitialWeights;

/**
 * Gigabytes per second that depthwise 3x3 convolutions read and write, beside those of copying an
 * array far larger than the caches: {@code DepthwiseBandwidth ROUNDS PLUGIN_SOURCE...} prints lines
 * of map, rate of the copy, rate forward and rate backward, separated by tabs, each the best of its
 * round. Forward, a convolution reads its input and writes its output; backward it reads input and
 * gradient, and writes the gradient of the input.
 */
final class DepthwiseBandwidth {
  private static final int STEPS = 12;
  private static final int WARM_STEPS = 40;
  private static final int COPIED = 1 << 24;
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);

  /** The layer that is timed: its input is a map in memory, its gradient comes from one. */
  private static final String LAYER = "2";

  private static final float[] FROM = new float[COPIED];
  private static final float[] TO = new float[COPIED];

  private DepthwiseBandwidth() {}

  public static void main(String[] args) {
    int rounds = Integer.parseInt(args[0]);
    var engine =
        LoadedPlugins.from(PluginSources.parse(Arrays.stream(args).skip(1).toList()))
            .catalog()
            .engines()
            .get("vector");
    Arrays.fill(FROM, 1);
    for (int[] map : new int[][] {{16, 28}, {32, 28}, {64, 14}}) {
      Network network = network(map[0], map[1]);
      Batch batch = Workload.batch(network);
      SessionSpec spec =
          SessionSpec.builder(network, Sgd.of(0.01, 0.9), CrossEntropy.plain()).build();
      try (Session session = engine.open(spec, InitialWeights.draw(network, 1))) {
        for (int step = 0; step < WARM_STEPS; step++) {
          session.train(batch, SETTINGS);
        }
        double bytes = 4.0 * batch.size() * map[0] * map[1] * map[1];
        for (int round = 0; round < rounds; round++) {
          double copied = copyRate();
          double[] millis = millis(session, batch);
          System.out.printf(
              Locale.ROOT,
              "%dx%dx%d\t%.3f\t%.3f\t%.3f%n",
              map[0],
              map[1],
              map[1],
              copied,
              2 * bytes / millis[0] / 1e6,
              3 * bytes / millis[1] / 1e6);
        }
      }
    }
  }

  private static Network network(int channels, int size) {
    Conv2d depthwise = conv2d(channels, 3).withPadding(1).withGroups(channels);
    return Network.builder(Shape.image(1, size, size))
        .add(conv2d(channels, 1), depthwise, depthwise, depthwise)
        .add(globalAvgPool(), flatten(), linear(10))
        .build();
  }

  private static double copyRate() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < STEPS; i++) {
      long start = System.nanoTime();
      System.arraycopy(FROM, 0, TO, 0, COPIED);
      best = Math.min(best, System.nanoTime() - start);
    }
    return 2.0 * Float.BYTES * COPIED / best;
  }

  /** Forward and backward. */
  private static double[] millis(Session session, Batch batch) {
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int step = 0; step < STEPS; step++) {
      for (LayerTime time : session.profile(batch, SETTINGS)) {
        if (time.layers().contains(LAYER)) {
          best[0] = Math.min(best[0], time.forwardMillis());
          best[1] = Math.min(best[1], time.backwardMillis());
        }
      }
    }
    return best;
  }
}
