package org.menagerie.training.sweep;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.training.run.DataFiles;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** The time of an epoch, as measured by finished runs on a machine. */
public final class EpochTimes {
  /** Of no run. */
  public static final EpochTimes NONE = new EpochTimes(Map.of());

  private final Map<Kind, Double> seconds;

  /** What an epoch's time depends on. */
  private record Kind(
      String model,
      String engine,
      String dataset,
      Optional<String> data,
      int batchSize,
      List<Component> augmentations,
      int threads) {

    static Kind of(RunSpec spec) {
      return new Kind(
          spec.modelId(),
          spec.engine(),
          spec.dataset(),
          spec.data().map(DataFiles::sha256),
          spec.recipe().batchSize(),
          spec.recipe().augmentations(),
          spec.threads());
    }
  }

  private EpochTimes(Map<Kind, Double> seconds) {
    this.seconds = seconds;
  }

  /** From the runs that were made on the machine; each counts once, however many epochs it has. */
  public static EpochTimes of(List<RunResult> runs, Machine machine) {
    return new EpochTimes(
        averages(runs.stream().filter(run -> machine.isAsFastAs(run.provenance().machine()))));
  }

  /**
   * Of the runs in a folder of run folders, if there is one.
   *
   * @throws MenagerieException if it cannot be listed
   */
  public static EpochTimes in(Path out, Machine machine) {
    return Files.isDirectory(out) ? of(results(out), machine) : NONE;
  }

  /**
   * Of the runs in a folder of run folders, on whatever machine they were made: the same wherever
   * that folder is read.
   *
   * @throws MenagerieException if it cannot be listed
   */
  public static EpochTimes ofAnyMachineIn(Path runs) {
    return new EpochTimes(averages(results(runs).stream()));
  }

  private static Map<Kind, Double> averages(Stream<RunResult> runs) {
    return runs.collect(
        groupingBy(run -> Kind.of(run.spec()), averagingDouble(EpochTimes::perEpoch)));
  }

  private static List<RunResult> results(Path out) {
    try (Stream<Path> folders = Files.list(out)) {
      return folders
          .sorted()
          .map(RunFolder::new)
          .filter(RunFolder::isFinished)
          .map(EpochTimes::result)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot list %s (%s); make it readable.".formatted(out, e),
          e);
    }
  }

  private static Optional<RunResult> result(RunFolder folder) {
    try {
      return Optional.of(folder.readResult());
    } catch (MenagerieException e) {
      // Only its times are wanted; a command that needs the run itself reports what is wrong with
      // it.
      return Optional.empty();
    }
  }

  private static double perEpoch(RunResult run) {
    return run.history().stream().mapToDouble(EpochTimes::seconds).average().orElseThrow();
  }

  /** Training and evaluation. */
  public static double seconds(EpochMetrics epoch) {
    return epoch.seconds() + epoch.evaluationSeconds();
  }

  /** Seconds per epoch of such a run; none if there was no such run. */
  public OptionalDouble perEpoch(RunSpec spec) {
    Double known = seconds.get(Kind.of(spec));
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }
}
