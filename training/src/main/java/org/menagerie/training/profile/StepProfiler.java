package org.menagerie.training.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.RandomImages;

/**
 * Measures training steps on random images.
 *
 * @param warmUp how long an engine trains before it is measured, at least one step
 * @param measured how long it is measured, at least one step
 */
public record StepProfiler(Duration warmUp, Duration measured) {
  private static final long SEED = 1;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Trains, and keeps the mean of what steps took.
   *
   * @throws org.menagerie.api.error.MenagerieException if the engine fails
   */
  public StepProfile profile(
      Engine engine, SessionSpec spec, int batchSize, StepSettings settings) {
    Batch batch = RandomImages.batch(spec.network(), batchSize, SEED);
    try (Session session = engine.open(spec, InitialWeights.draw(spec.network(), SEED))) {
      session.seed(SEED);
      steps(session, batch, settings, warmUp);
      long start = System.nanoTime();
      List<List<LayerTime>> steps = steps(session, batch, settings, measured);
      double millis = (System.nanoTime() - start) / NANOS_PER_MILLI / steps.size();
      return new StepProfile(batch.size(), spec.threads(), steps.size(), millis, mean(steps));
    }
  }

  private static List<List<LayerTime>> steps(
      Session session, Batch batch, StepSettings settings, Duration atLeast) {
    List<List<LayerTime>> steps = new ArrayList<>();
    long start = System.nanoTime();
    do {
      steps.add(session.profile(batch, settings));
    } while (System.nanoTime() - start < atLeast.toNanos());
    return steps;
  }

  private static List<LayerTime> mean(List<List<LayerTime>> steps) {
    return IntStream.range(0, steps.get(0).size())
        .mapToObj(i -> meanOfOne(steps.stream().map(step -> step.get(i)).toList()))
        .toList();
  }

  private static LayerTime meanOfOne(List<LayerTime> times) {
    LayerTime first = times.get(0);
    SortedMap<String, Double> parts = new TreeMap<>();
    for (String part : first.parts().keySet()) {
      parts.put(part, mean(times, time -> time.parts().getOrDefault(part, 0.0)));
    }
    return new LayerTime(
        first.layers(),
        mean(times, LayerTime::forwardMillis),
        mean(times, LayerTime::backwardMillis),
        parts);
  }

  private static double mean(List<LayerTime> times, ToDoubleFunction<LayerTime> what) {
    return times.stream().mapToDouble(what).average().orElse(0);
  }
}
