package org.menagerie.runner.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.InitialWeights;

/**
 * Trains with one thread and with several in turns, within one process: {@code ThreadPairs ENGINE
 * THREADS ROUNDS MODELS PLUGIN_SOURCE...} prints lines of model, multiply-accumulates per image,
 * engine, threads, round and milliseconds per step, separated by tabs. {@code MODELS} are separated
 * by commas; none stands for all.
 */
final class ThreadPairs {
  private static final int STEPS = 10;
  private static final int WARM_ROUNDS = 12;
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);

  private ThreadPairs() {}

  public static void main(String[] args) {
    Catalog catalog =
        LoadedPlugins.from(PluginSources.parse(Arrays.stream(args).skip(4).toList())).catalog();
    Engine engine = catalog.engines().get(args[0]);
    Map<String, Network> networks = new LinkedHashMap<>();
    for (ModelDefinition model : catalog.models()) {
      networks.put(ModelId.of(model).toString(), model.network());
    }
    Set<String> wanted =
        args[3].isEmpty() ? networks.keySet() : new LinkedHashSet<>(List.of(args[3].split(",")));
    if (!networks.keySet().containsAll(wanted)) {
      System.err.printf("There are only the models %s.%n", String.join(", ", networks.keySet()));
      System.exit(1);
    }
    for (String name : wanted) {
      System.err.println(name);
      pair(engine, name, networks.get(name), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }
  }

  private static void pair(Engine engine, String name, Network network, int threads, int rounds) {
    Batch batch = Workload.batch(network);
    long macs = network.summary().multiplyAccumulates();
    try (Session one = open(engine, network, 1);
        Session several = open(engine, network, threads)) {
      for (int round = 1 - WARM_ROUNDS; round <= rounds; round++) {
        double alone = millisPerStep(one, batch);
        double together = millisPerStep(several, batch);
        if (round > 0) {
          print(name, macs, engine, 1, round, alone);
          print(name, macs, engine, threads, round, together);
        }
      }
    }
  }

  private static Session open(Engine engine, Network network, int threads) {
    return engine.open(
        SessionSpec.builder(network, Sgd.of(0.01, 0.9), CrossEntropy.plain())
            .threads(threads)
            .build(),
        InitialWeights.draw(network, 1));
  }

  private static double millisPerStep(Session session, Batch batch) {
    // Untimed: the caches are still full of the other session's arrays.
    session.train(batch, SETTINGS);
    long start = System.nanoTime();
    for (int step = 0; step < STEPS; step++) {
      session.train(batch, SETTINGS);
    }
    return (System.nanoTime() - start) / 1e6 / STEPS;
  }

  private static void print(
      String name, long macs, Engine engine, int threads, int round, double millis) {
    System.out.printf(
        Locale.ROOT,
        "%s\t%d\t%s\t%d\t%d\t%.4f%n",
        name,
        macs,
        engine.name(),
        threads,
        round,
        millis);
  }
}
