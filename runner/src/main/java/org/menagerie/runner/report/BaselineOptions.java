package org.menagerie.runner.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.evidence.Baseline;
import org.menagerie.reports.evidence.Holding;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.format.BaselineFile;
import picocli.CommandLine.Option;

/** {@code --baseline}: thresholds that a report sets, and later ones are held to. */
final class BaselineOptions {
  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = {
        "Hold the means of all models to the thresholds in this file, for continuous",
        "integration; where there is none yet, write it."
      })
  private @Nullable Path file;

  @Option(names = "--update-baseline", description = "Write that file anew from these runs.")
  private boolean update;

  /**
   * What a baseline came to.
   *
   * @param sentences for people
   * @param kept whether nothing is worse than it may be
   */
  record Verdict(List<String> sentences, boolean kept) {}

  boolean asked() {
    return file != null || update;
  }

  /**
   * The baseline to be held to; none if it is to be written.
   *
   * @param margin that was given
   * @throws MenagerieException if it cannot be read, or options contradict each other
   */
  Optional<Baseline> stored(OptionalDouble margin) {
    if (file == null) {
      if (update) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "--update-baseline needs the file to write, as in --baseline baseline.json.");
      }
      return Optional.empty();
    }
    if (update) {
      return Optional.empty();
    }
    Optional<Baseline> stored = BaselineFile.read(file);
    if (stored.isPresent() && margin.isPresent() && !margin.equals(stored.get().margin())) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The thresholds in %s were written %s; leave --margin as it was, or write them anew with --update-baseline."
              .formatted(
                  file,
                  stored.get().margin().isPresent()
                      ? "with --margin " + stored.get().margin().getAsDouble()
                      : "without --margin"));
    }
    return stored;
  }

  /** Holds the report to the baseline. */
  Verdict held(Report report, Baseline baseline) {
    Holding holding = Holding.of(report, baseline);
    List<String> sentences = new ArrayList<>(holding.broken());
    sentences.add(
        "Thresholds in %s that are kept: %d of %d."
            .formatted(file, holding.kept(), baseline.thresholds().size()));
    if (!holding.unheld().isEmpty()) {
      sentences.add(
          "Not held to anything, since %s does not have them: %s; --update-baseline adds them."
              .formatted(file, String.join(", ", holding.unheld())));
    }
    return new Verdict(sentences, holding.broken().isEmpty());
  }

  /**
   * Writes the baseline.
   *
   * @param whole whether the report has all runs
   */
  Verdict written(Report report, OptionalDouble margin, boolean whole) {
    Path target = requireNonNull(file);
    if (!whole) {
      return new Verdict(
          List.of(target + " is not written, since runs are left out that belong to it."), false);
    }
    Baseline baseline = Baseline.of(report, margin);
    BaselineFile.write(target, baseline);
    int number = baseline.thresholds().size();
    return new Verdict(
        List.of(
            "The baseline is in %s, with %s that later reports are held to."
                .formatted(target, number == 1 ? "1 threshold" : number + " thresholds")),
        true);
  }
}
