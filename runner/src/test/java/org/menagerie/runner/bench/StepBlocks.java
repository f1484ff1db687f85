package org.menagerie.runner.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
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
 * Trains when it is told to: {@code StepBlocks ENGINE THREADS ZOO/MODEL PLUGIN_SOURCE...} answers
 * each line on standard input with the milliseconds per step of a block of steps.
 */
final class StepBlocks {
  private static final int STEPS = 10;
  private static final long NANOS = 300_000_000;
  private static final float LEARNING_RATE = 0.01f;
  private static final float MOMENTUM = 0.9f;

  private StepBlocks() {}

  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    // What a native library or DJL prints is no answer.
    System.setOut(System.err);
    Catalog catalog =
        LoadedPlugins.from(PluginSources.parse(Arrays.stream(args).skip(3).toList())).catalog();
    ModelId model = ModelId.parse(args[2]);
    Network network = catalog.model(model.zoo(), model.name()).network();
    SessionSpec spec =
        SessionSpec.builder(network, Sgd.of(LEARNING_RATE, MOMENTUM), CrossEntropy.plain())
            .threads(Integer.parseInt(args[1]))
            .build();
    Batch batch = Workload.batch(network);
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (Session session =
        catalog.engines().get(args[0]).open(spec, InitialWeights.draw(network, 1))) {
      while (orders.readLine() != null) {
        answers.printf(Locale.ROOT, "%.4f%n", millisPerStep(session, batch));
        answers.flush();
      }
    }
    // Native libraries leave threads behind that would keep the process alive.
    Runtime.getRuntime().exit(0);
  }

  /** At least so many steps, and as many as a clock can measure well. */
  private static double millisPerStep(Session session, Batch batch) {
    StepSettings settings = new StepSettings(LEARNING_RATE, MOMENTUM);
    long start = System.nanoTime();
    int steps = 0;
    while (steps < STEPS || System.nanoTime() - start < NANOS) {
      session.train(batch, settings);
      steps++;
    }
    return (System.nanoTime() - start) / 1e6 / steps;
  }
}
