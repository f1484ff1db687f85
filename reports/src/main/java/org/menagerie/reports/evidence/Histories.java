package org.menagerie.reports.evidence;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Scores;

/** Compares what two trainings of one specification gave, epoch by epoch. */
final class Histories {
  private Histories() {}

  /** The first epoch in which anything but the time differs; none if nothing does. */
  static OptionalInt firstDifference(List<EpochMetrics> first, List<EpochMetrics> second) {
    int shared = Math.min(first.size(), second.size());
    OptionalInt differing =
        IntStream.range(0, shared)
            .filter(i -> !measured(first.get(i)).equals(measured(second.get(i))))
            .map(i -> i + 1)
            .findFirst();
    return differing.isPresent() || first.size() == second.size()
        ? differing
        : OptionalInt.of(shared + 1);
  }

  private static List<Number> measured(EpochMetrics epoch) {
    Scores judged = epoch.judged();
    return List.of(epoch.trainLoss(), epoch.trainAccuracy(), judged.loss(), judged.correct());
  }
}
