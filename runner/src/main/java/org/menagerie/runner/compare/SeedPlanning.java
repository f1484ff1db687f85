package org.menagerie.runner.compare;

import static java.util.stream.Collectors.joining;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.sweep.DurationText;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.StoredRuns;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.SeedPlan;
import org.menagerie.reports.statistics.SeedsNeeded;
import org.menagerie.reports.text.TextTable;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.report.RunReport;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.EpochTimes;
import org.menagerie.training.sweep.Estimate;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.RunKind;
import org.menagerie.training.sweep.SweepPlan;

/** {@code compare --plan}: how many seeds a comparison takes, and how long that is. */
final class SeedPlanning {
  private static final long ANY_SEED = 1;
  private static final int LONGEST_NAME = 32;
  private static final int POINT_DECIMALS = 2;
  private static final int MOST_DECIMALS = 4;
  private static final double ROUNDING = 1e-9;

  private final Catalog catalog;
  private final Locations locations;
  private final RunReport report;
  private final Terminal terminal;

  @Inject
  SeedPlanning(Catalog catalog, Locations locations, RunReport report, Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.report = report;
    this.terminal = terminal;
  }

  /**
   * Prints the plan.
   *
   * @throws MenagerieException if there is nothing to judge by
   */
  void show(
      ModelSelection selection,
      CompareOptions shared,
      SweepOptions options,
      SeedPlanOptions asked) {
    double difference = asked.difference();
    double power = asked.power();
    Path dataDirectory = shared.dataDirectory(locations.dataDirectory());
    int threads = shared.threadsOr(1);
    Planner planner = new Planner(catalog, new DatasetLocator(catalog, dataDirectory));
    Sweeps sweeps =
        seeds ->
            SweepPlan.of(
                selection.all(catalog),
                shared.enginesOr(RecipeOptions.DEFAULT_ENGINE),
                seeds,
                (model, engine, seed) -> shared.requests(model, engine, seed, threads),
                planner);
    List<RunSpec> kinds = sweeps.of(List.of(ANY_SEED)).runs();
    List<StoredRun> stored = storedOf(kinds, options.out());
    if (stored.isEmpty()) {
      throw missing("There is no finished run of %s in %s".formatted(models(kinds), options.out()));
    }
    long family = RunKind.pairsOfModels(kinds);
    SeedPlan plan = SeedPlan.of(report.whole(stored, dataDirectory), difference, power, family);
    if (plan.pairs().isEmpty()) {
      throw missing(
          "In %s no two of these models have two finished runs each on one engine"
              .formatted(options.out()));
    }
    terminal.out().println(title(difference, power, family));
    terminal.out().println();
    terminal.out().println(table(plan).render(terminal.width()));
    String unknown = plan.unknown().stream().map(Group::name).collect(joining(", "));
    if (!unknown.isEmpty()) {
      say("Left out, with one seed, which says nothing of its spread: " + unknown + ".");
    }
    say(sum(plan, sweeps, options, threads));
  }

  /** What is trained with these seeds. */
  @FunctionalInterface
  private interface Sweeps {
    SweepPlan of(List<Long> seeds);
  }

  /** The finished runs of these kinds, with any seed and any number of threads. */
  private static List<StoredRun> storedOf(List<RunSpec> kinds, Path out) {
    Set<RunSpec> asked = new HashSet<>();
    kinds.forEach(kind -> asked.add(RunKind.of(kind)));
    return StoredRuns.in(out).finished().stream()
        .filter(run -> asked.contains(RunKind.of(run.result().spec())))
        .toList();
  }

  private static String models(List<RunSpec> kinds) {
    return kinds.stream().map(RunSpec::modelId).distinct().collect(joining(", "));
  }

  private static MenagerieException missing(String problem) {
    return new MenagerieException(
        ErrorCode.DATA_MISSING,
        problem
            + ", by which to tell how much seeds differ; train the models with --seeds=3 or more first.");
  }

  private String title(double difference, double power, long family) {
    return terminal.fitted(
        String.format(
            Locale.ROOT,
            "Seeds of each model to find a difference of %s points with a probability of %s %% (Welch's t-test at 5 %%): of a pair alone, and corrected for %s",
            plain(difference, POINT_DECIMALS),
            plain(100 * power, 0),
            family == 1 ? "1 pair" : family + " pairs"));
  }

  /** With no more decimals than it needs, but as many as reports have. */
  private static String plain(double number, int fewest) {
    return IntStream.rangeClosed(fewest, MOST_DECIMALS)
        .mapToObj(decimals -> String.format(Locale.ROOT, "%." + decimals + "f", number))
        .filter(text -> Math.abs(Double.parseDouble(text) - number) < ROUNDING)
        .findFirst()
        .orElseGet(() -> String.format(Locale.ROOT, "%." + MOST_DECIMALS + "f", number));
  }

  private static TextTable table(SeedPlan plan) {
    TextTable table =
        new TextTable()
            .text("first", LONGEST_NAME)
            .text("second", LONGEST_NAME)
            .number("stored")
            .number("±")
            .number("alone")
            .number("corrected")
            .number("cautiously");
    for (SeedPlan.OfPair pair : plan.pairs()) {
      table.row(
          pair.first().name(),
          pair.second().name(),
          stored(pair.first()) + ", " + stored(pair.second()),
          String.format(Locale.ROOT, "%.2f", pair.deviation()),
          text(pair, pair.alone()),
          text(pair, pair.together()),
          text(pair, pair.cautious()));
    }
    return table;
  }

  private static int stored(Group group) {
    return group.replicates().runs().size();
  }

  private static String text(SeedPlan.OfPair pair, OptionalInt seeds) {
    if (seeds.isPresent()) {
      return String.format(Locale.ROOT, "%,d", seeds.getAsInt());
    }
    return pair.deviation() == 0
        ? "no spread"
        : String.format(Locale.ROOT, "> %,d", SeedsNeeded.MOST);
  }

  private String sum(SeedPlan plan, Sweeps sweeps, SweepOptions options, int threads) {
    OptionalInt seeds = plan.most(SeedPlan.OfPair::together);
    OptionalInt cautious = plan.most(SeedPlan.OfPair::cautious);
    if (seeds.isEmpty() || seeds.getAsInt() > Seeds.MOST) {
      return String.format(
          Locale.ROOT,
          "For all pairs there is no number of seeds up to %,d that is enough, or nothing spreads to tell it by.",
          Seeds.MOST);
    }
    int number = seeds.getAsInt();
    SweepPlan sweep = sweeps.of(LongStream.rangeClosed(1, number).boxed().toList());
    List<PlannedRun> runs =
        sweep.in(options.out(), engine -> catalog.engines().get(engine).isIndependentOfThreads());
    long open = runs.stream().filter(PlannedRun::isOpen).count();
    EpochTimes times = EpochTimes.in(options.out(), Machine.here());
    Estimate estimate = Estimate.of(runs, times, options.limits(threads).jobs());
    String time =
        estimate.unknownRuns() > 0
            ? "; how long they take is not known here"
            : ", about %s here".formatted(DurationText.of(estimate.known()));
    return "All pairs together: --seeds=%d%s. %s"
        .formatted(
            number,
            cautious.isPresent() && cautious.getAsInt() > number
                ? " (cautiously %d, should the spread be at its upper 80 %% bound)"
                    .formatted(cautious.getAsInt())
                : "",
            open == 0
                ? "All these runs are finished."
                : "Of %d runs %d are left to train%s.".formatted(runs.size(), open, time));
  }

  private void say(String sentence) {
    terminal.out().println(terminal.fitted(sentence));
  }
}
