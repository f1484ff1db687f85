package org.menagerie.runner.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.menagerie.api.engine.Batch;
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
 * Milliseconds per training step of a model. {@link BuildPairs} knows it by name only, since it
 * loads one from each build.
 */
public final class StepTimer implements DoubleSupplier {
  private static final int STEPS = 4;
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);

  private final Session session;
  private final Batch batch;
  private final LongSupplier nanos;

  /**
   * @param clock {@code wall}, or {@code cpu} for the time that the calling thread had a processor
   * @param model {@code ZOO/MODEL}
   * @param sources of plug-ins, as a worker gets them
   */
  public StepTimer(String engine, int threads, String model, String clock, List<String> sources) {
    Catalog catalog = LoadedPlugins.from(PluginSources.parse(sources)).catalog();
    int slash = model.indexOf('/');
    Network network =
        catalog.model(model.substring(0, slash), model.substring(slash + 1)).network();
    SessionSpec spec =
        SessionSpec.builder(network, Sgd.of(0.01, 0.9), CrossEntropy.plain())
            .threads(threads)
            .build();
    this.batch = Workload.batch(network);
    ThreadMXBean thisThread = ManagementFactory.getThreadMXBean();
    this.nanos = clock.equals("cpu") ? thisThread::getCurrentThreadCpuTime : System::nanoTime;
    this.session = catalog.engines().get(engine).open(spec, InitialWeights.draw(network, 1));
  }

  /** The mean over a block of steps, after one that brings the caches back. */
  @Override
  public double getAsDouble() {
    session.train(batch, SETTINGS);
    long start = nanos.getAsLong();
    for (int step = 0; step < STEPS; step++) {
      session.train(batch, SETTINGS);
    }
    return (nanos.getAsLong() - start) / 1e6 / STEPS;
  }
}
