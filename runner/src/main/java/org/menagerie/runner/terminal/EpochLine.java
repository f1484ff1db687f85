package org.menagerie.runner.terminal;

import java.util.Locale;
import org.menagerie.training.run.EpochMetrics;

/** One epoch in one line; the lines of a run stand in columns. */
public final class EpochLine {
  private EpochLine() {}

  public static String of(EpochMetrics epoch, int epochs) {
    String images = epoch.validation().isPresent() ? "valid" : "test";
    int digits = Integer.toString(epochs).length();
    return String.format(
        Locale.ROOT,
        "Epoch %"
            + digits
            + "d/%d  loss %.4f  train %6.2f %%  %s %6.2f %%  %s loss %.4f  lr %-9s %,7.0f images/s  %.1f s",
        epoch.epoch(),
        epochs,
        epoch.trainLoss(),
        epoch.trainAccuracy(),
        images,
        epoch.judged().accuracy(),
        images,
        epoch.judged().loss(),
        String.format(Locale.ROOT, "%.3g", epoch.learningRate()),
        epoch.imagesPerSecond(),
        epoch.seconds() + epoch.evaluationSeconds());
  }
}
