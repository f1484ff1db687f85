package org.menagerie.runner.tensorboard;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.export.tensorboard.RunLog;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/** What of a run is in its log, and what could not be. */
final class LoggedRun {
  private final RunLog log;
  private final List<String> missing = new ArrayList<>();
  private final TreeSet<Integer> weights = new TreeSet<>();
  private int misclassified;

  LoggedRun(RunLog log) {
    this.log = log;
  }

  /** Adds epochs that were trained one after another, the last of them at {@code end}. */
  void addEpochs(List<EpochMetrics> epochs, Instant end) {
    Instant at = end.minus(duration(epochs));
    for (EpochMetrics epoch : epochs) {
      at = at.plus(duration(List.of(epoch)));
      log.add(epoch, at);
    }
  }

  /** How long epochs took, with evaluation. */
  static Duration duration(List<EpochMetrics> epochs) {
    double seconds = epochs.stream().mapToDouble(e -> e.seconds() + e.evaluationSeconds()).sum();
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** Adds the weights of all checkpoints that are there. */
  void addWeights(RunFolder folder, Instant at) {
    List<Path> files =
        List.of(folder.bestCheckpoint(), folder.previousCheckpoint(), folder.lastCheckpoint());
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (Path file : files) {
      try {
        Checkpoint.read(file).ifPresent(checkpoints::add);
      } catch (MenagerieException e) {
        missing.add(e.getMessage());
      }
    }
    checkpoints.sort((first, second) -> Integer.compare(first.epoch(), second.epoch()));
    checkpoints.forEach(checkpoint -> addWeights(checkpoint, at));
    if (weights.isEmpty()) {
      missing.add("The run is kept without its weights, so there are no histograms of them.");
    }
  }

  /** Adds the weights of an epoch, unless they are there. */
  void addWeights(Checkpoint checkpoint, Instant at) {
    if (weights.add(checkpoint.epoch())) {
      log.add(checkpoint.epoch(), checkpoint.network().weights(), at);
    }
  }

  /**
   * Adds what the final network says of the test images.
   *
   * @param data reads the run's data set
   */
  void end(RunResult result, Supplier<Dataset> data, Instant at) {
    log.end(result, at);
    if (result.testOutcome().mistakes().isEmpty()) {
      missing.add(
          "The run was trained by an earlier version, which did not keep what it got wrong.");
      return;
    }
    Optional<Dataset> found = sameData(result, data);
    if (found.isPresent()) {
      log.addMisclassified(result, found.get().test(), at);
      misclassified =
          Math.min(RunLog.MOST_IMAGES, result.testOutcome().mistakes().orElseThrow().size());
    }
  }

  private Optional<Dataset> sameData(RunResult result, Supplier<Dataset> data) {
    try {
      Dataset found = data.get();
      if (found.checksums().equals(result.provenance().datasetChecksums())) {
        return Optional.of(found);
      }
      missing.add("There are no images that it got wrong, since the data have changed.");
    } catch (MenagerieException e) {
      missing.add("There are no images that it got wrong: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** What was written, as a sentence. */
  String summary(RunResult result) {
    return Stream.of(
            Optional.of("curves of %s".formatted(count(result.history().size(), "epoch"))),
            Optional.of(weights)
                .filter(epochs -> !epochs.isEmpty())
                .map(
                    epochs ->
                        "histograms of the weights after %s"
                            .formatted(count(epochs.size(), "epoch"))),
            Optional.of("the confusion matrix"),
            Optional.of(misclassified)
                .filter(images -> images > 0)
                .map(images -> count(images, "misclassified image")),
            Optional.of("hyperparameters"))
        .flatMap(Optional::stream)
        .reduce((first, second) -> first + ", " + second)
        .map(all -> "It has " + all + ".")
        .orElseThrow();
  }

  /** What is not there, and why, in sentences. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  private static String count(int number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
