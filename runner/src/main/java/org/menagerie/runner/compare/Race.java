package org.menagerie.runner.compare;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Anytime;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Report;
import org.menagerie.runner.report.RunReport;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.RunKind;
import org.menagerie.training.sweep.SweepPlan;

/**
 * A sweep that adds seeds to the models of pairs that are undecided, until none is. It goes by
 * finished runs alone, so that it can be resumed like any other.
 */
final class Race {
  private final List<Long> start;
  private final int mostSeeds;
  private final Anytime by;
  private final RunReport report;
  private final Path dataDirectory;

  /**
   * @param plan with all seeds that may be trained
   * @param start the seeds that every model is trained with
   * @param margin what is no difference that matters, in percentage points
   * @throws MenagerieException if there is no pair
   */
  Race(SweepPlan plan, List<Long> start, double margin, RunReport report, Path dataDirectory) {
    this.start = List.copyOf(start);
    this.report = report;
    this.dataDirectory = dataDirectory;
    this.mostSeeds = (int) plan.runs().stream().map(RunSpec::seed).distinct().count();
    this.by =
        new Anytime(
            margin,
            RunKind.pairsOfModels(plan.runs()),
            RunKind.pairsOfEngines(plan.runs()),
            OptionalInt.of(mostSeeds));
    if (by.modelPairs() + by.enginePairs() == 0) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--until decided compares models or engines, and here is one of each: name another one with --model or --engines.");
    }
  }

  /** The seeds to start with, and then those after the largest, so that all come in their order. */
  static List<Long> seeds(List<Long> start, int most) {
    List<Long> seeds = new ArrayList<>(start);
    long last = start.stream().mapToLong(Long::longValue).max().orElseThrow();
    while (seeds.size() < most) {
      seeds.add(++last);
    }
    return seeds;
  }

  /** The runs that every model is trained with. */
  List<PlannedRun> start(List<PlannedRun> all) {
    return all.stream().filter(run -> start.contains(run.spec().seed())).toList();
  }

  /**
   * Looks at what is finished.
   *
   * @param all runs of the plan as they are now
   * @param asked what was trained already, or failed and is not tried again
   * @param jobs how many are trained at a time: with fewer models to go on with, each gets several
   *     seeds
   */
  SweepTraining.Round next(List<PlannedRun> all, Set<RunSpec> asked, int jobs) {
    List<PlannedRun> open =
        all.stream().filter(run -> run.isOpen() && !asked.contains(run.spec())).toList();
    List<PlannedRun> first = start(open);
    List<StoredRun> finished = SweepOutcome.finished(all);
    if (!first.isEmpty() || finished.isEmpty()) {
      return new SweepTraining.Round(first, "");
    }
    Report known = settled(report.whole(finished, dataDirectory));
    List<Pair> pairs =
        Stream.of(known.models(), known.engines()).flatMap(some -> some.pairs().stream()).toList();
    List<Pair> undecided =
        pairs.stream().filter(pair -> !pair.settlement().orElseThrow().isSettled()).toList();
    Set<RunSpec> kinds =
        undecided.stream()
            .flatMap(pair -> Stream.of(pair.first(), pair.second()))
            .map(group -> RunKind.of(group.spec()))
            .collect(toSet());
    List<PlannedRun> further =
        open.stream().filter(run -> kinds.contains(RunKind.of(run.spec()))).toList();
    Set<Long> seeds =
        further.stream()
            .map(run -> run.spec().seed())
            .distinct()
            .limit(Math.max(1, jobs / Math.max(1, kinds.size())))
            .collect(toCollection(LinkedHashSet::new));
    List<PlannedRun> chosen =
        further.stream().filter(run -> seeds.contains(run.spec().seed())).toList();
    if (chosen.isEmpty()) {
      return new SweepTraining.Round(
          chosen,
          undecided.isEmpty()
              ? "Every pair is settled."
              : "No seed is left for the %d of %d pairs that %s undecided."
                  .formatted(undecided.size(), pairs.size(), undecided.size() == 1 ? "is" : "are"));
    }
    return new SweepTraining.Round(
        chosen,
        "%d of %d pairs %s undecided; going on with %s %s of %d of %d models."
            .formatted(
                undecided.size(),
                pairs.size(),
                undecided.size() == 1 ? "is" : "are",
                seeds.size() == 1 ? "seed" : "seeds",
                seeds.stream().map(String::valueOf).collect(joining(", ")),
                kinds.size(),
                known.groups().size()));
  }

  /** The finished runs, and those that are trained next. */
  List<PlannedRun> soon(List<PlannedRun> all, int jobs) {
    List<PlannedRun> soon = new ArrayList<>(next(all, Set.of(), jobs).runs());
    all.stream().filter(PlannedRun::isFinished).forEach(soon::add);
    return soon;
  }

  /** Those of the plan that were asked for: finished or not, the others are not missing. */
  List<PlannedRun> asked(List<PlannedRun> all, Set<RunSpec> trained) {
    return all.stream()
        .filter(
            run ->
                run.isFinished()
                    || trained.contains(run.spec())
                    || start.contains(run.spec().seed()))
        .toList();
  }

  /** A report with what this race goes by. */
  Report settled(Report of) {
    return of.settled(by);
  }

  /** What happens after the start, in a sentence. */
  String text() {
    return String.format(
        Locale.ROOT,
        "Then seeds are added, up to %d of each, to models of which a pair is undecided (margin %.2f points).",
        mostSeeds,
        by.margin());
  }
}
