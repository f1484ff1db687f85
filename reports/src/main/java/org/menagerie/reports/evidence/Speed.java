package org.menagerie.reports.evidence;

import java.util.List;
import org.menagerie.training.run.EpochMetrics;

/**
 * How fast a run trained, evaluation not included.
 *
 * @param secondsPerEpoch mean over the epochs
 * @param imagesPerSecond of training, over all epochs
 */
public record Speed(double secondsPerEpoch, double imagesPerSecond) {

  /** Of all epochs. */
  public static Speed of(List<EpochMetrics> history) {
    double seconds = history.stream().mapToDouble(EpochMetrics::seconds).sum();
    double images =
        history.stream().mapToDouble(epoch -> epoch.imagesPerSecond() * epoch.seconds()).sum();
    return new Speed(seconds / history.size(), images / seconds);
  }
}
