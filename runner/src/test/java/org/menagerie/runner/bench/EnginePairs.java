package org.menagerie.runner.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.InitialWeights;

/**
 * Trains one of the {@link PublicNetworks} with two engines in turns, within one process: {@code
 * EnginePairs ENGINE OTHER THREADS CLOCK ROUNDS NETWORK PLUGIN_SOURCE...} prints lines of network,
 * milliseconds per step of the first engine and of the other, separated by tabs; and on standard
 * error, where the first engine can tell, what its layers take.
 */
final class EnginePairs {
  private static final int STEPS = 3;
  private static final int WARM_ROUNDS = 6;
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);

  private EnginePairs() {}

  public static void main(String[] args) {
    Catalog catalog =
        LoadedPlugins.from(PluginSources.parse(Arrays.stream(args).skip(6).toList())).catalog();
    Map<String, Network> networks = PublicNetworks.all();
    Network network = networks.get(args[5]);
    if (network == null) {
      System.err.printf("There are only the networks %s.%n", String.join(", ", networks.keySet()));
      System.exit(1);
    }
    int threads = Integer.parseInt(args[2]);
    ThreadMXBean thisThread = ManagementFactory.getThreadMXBean();
    LongSupplier nanos =
        args[3].equals("cpu") ? thisThread::getCurrentThreadCpuTime : System::nanoTime;
    int rounds = Integer.parseInt(args[4]);
    Batch batch = Workload.batch(network);
    Engine engine = catalog.engines().get(args[0]);
    try (Session one = open(engine, network, threads);
        Session other = open(catalog.engines().get(args[1]), network, threads)) {
      for (int round = 1 - WARM_ROUNDS; round <= rounds; round++) {
        double first = millisPerStep(one, batch, nanos);
        double second = millisPerStep(other, batch, nanos);
        if (round > 0) {
          System.out.printf(Locale.ROOT, "%s\t%.4f\t%.4f%n", args[5], first, second);
        }
      }
      if (engine.canProfile()) {
        printProfile(one, batch);
      }
    }
    // Native libraries leave threads behind that would keep the process alive.
    Runtime.getRuntime().exit(0);
  }

  private static Session open(Engine engine, Network network, int threads) {
    return engine.open(
        SessionSpec.builder(network, Sgd.of(0.01, 0.9), CrossEntropy.plain())
            .threads(threads)
            .build(),
        InitialWeights.draw(network, 1));
  }

  /** After a step that nobody times, since the caches are full of the other session's arrays. */
  private static double millisPerStep(Session session, Batch batch, LongSupplier nanos) {
    session.train(batch, SETTINGS);
    long start = nanos.getAsLong();
    for (int step = 0; step < STEPS; step++) {
      session.train(batch, SETTINGS);
    }
    return (nanos.getAsLong() - start) / 1e6 / STEPS;
  }

  private static void printProfile(Session session, Batch batch) {
    session.profile(batch, SETTINGS);
    for (LayerTime time : session.profile(batch, SETTINGS)) {
      System.err.printf(
          Locale.ROOT,
          "  %-24s %8.3f ms forward, %8.3f ms backward%n",
          String.join(", ", time.layers()),
          time.forwardMillis(),
          time.backwardMillis());
    }
  }
}
