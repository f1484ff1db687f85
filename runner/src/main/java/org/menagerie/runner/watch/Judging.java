package org.menagerie.runner.watch;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Anytime;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Settlement;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.runner.report.RunReport;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.RunKind;
import org.menagerie.training.text.SafeText;

/**
 * What the finished runs say of their models. Somebody who watches looks again and again, so pairs
 * are judged by intervals that hold however often one looks, and not by tests.
 */
final class Judging {
  private final RunReport report;
  private final Path dataDirectory;
  private final OptionalDouble margin;
  private final Map<Path, StoredRun> read = new HashMap<>();

  /**
   * Judging by a margin.
   *
   * @param margin what is no difference that matters, in percentage points; without one no two
   *     groups are called equivalent
   */
  Judging(RunReport report, Path dataDirectory, OptionalDouble margin) {
    this.report = report;
    this.dataDirectory = dataDirectory;
    this.margin = margin;
  }

  /**
   * Judges runs.
   *
   * @param finished with their results
   * @param groups numbers of all groups, by {@link RunKind}: verdicts are corrected for all their
   *     pairs, also of runs to come
   */
  Page.Verdicts of(List<LiveRun> finished, Map<RunSpec, Integer> groups) {
    List<String> problems = new ArrayList<>();
    List<StoredRun> runs = new ArrayList<>();
    for (LiveRun run : finished) {
      try {
        runs.add(read(run.folder()));
      } catch (MenagerieException e) {
        problems.add(SafeText.plain(String.valueOf(e.getMessage())));
      }
    }
    if (runs.isEmpty()) {
      return new Page.Verdicts(List.of(), List.of(), problems);
    }
    List<RunSpec> kinds = List.copyOf(groups.keySet());
    Report known =
        report
            .whole(runs, dataDirectory)
            .settled(
                new Anytime(
                    margin.orElse(0),
                    RunKind.pairsOfModels(kinds),
                    RunKind.pairsOfEngines(kinds),
                    OptionalInt.empty()));
    ToIntFunction<Group> number =
        group -> requireNonNull(groups.get(RunKind.of(group.spec())), "group of a run");
    return new Page.Verdicts(
        known.groups().stream().map(group -> ending(group, number)).toList(),
        Stream.of(known.models(), known.engines())
            .flatMap(pairs -> pairs.pairs().stream())
            .map(pair -> pair(pair, number))
            .toList(),
        problems);
  }

  private StoredRun read(RunFolder folder) {
    StoredRun known = read.get(folder.path());
    if (known == null) {
      known = new StoredRun(folder, folder.readResult());
      read.put(folder.path(), known);
    }
    return known;
  }

  private static Page.Final ending(Group group, ToIntFunction<Group> number) {
    Sample accuracy = group.measured(Protocol.FINAL).accuracy();
    OptionalDouble deviation = accuracy.standardDeviation();
    return new Page.Final(
        number.applyAsInt(group),
        accuracy.size(),
        accuracy.mean(),
        deviation.isPresent() ? Optional.of(deviation.getAsDouble()) : Optional.empty());
  }

  private static Page.Pair pair(Pair pair, ToIntFunction<Group> number) {
    Settlement settlement = pair.settlement().orElseThrow();
    Settlement.Look last = settlement.last();
    return new Page.Pair(
        number.applyAsInt(pair.first()),
        number.applyAsInt(pair.second()),
        pair.difference().runs(),
        pair.difference().mean(),
        last.interval().map(Interval::lower),
        last.interval().map(Interval::upper),
        settlement.verdict().word());
  }
}
