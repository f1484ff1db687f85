package org.menagerie.runner.compare;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.menagerie.api.recipe.Validation;
import org.menagerie.execution.sweep.DurationText;
import org.menagerie.reports.text.TextTable;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.training.recipe.AnyFold;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.EpochTimes;
import org.menagerie.training.sweep.Estimate;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.PlannedRun.State;

/** A sweep for people, before it begins. */
final class SweepPlanText {
  private SweepPlanText() {}

  /**
   * A row for each model and recipe on each engine, in lines of at most {@code width} characters.
   */
  static String table(List<PlannedRun> runs, EpochTimes times, int width) {
    TextTable table =
        new TextTable()
            .text("model")
            .text("engine")
            .text("recipe")
            .number("epochs")
            .number("finished")
            .number("begun")
            .number("new")
            .text("one run");
    Set<String> grid = grid(runs);
    runs.stream()
        .collect(
            groupingBy(
                run ->
                    List.of(
                        run.spec().modelId(), run.spec().engine(), AnyFold.of(run.spec().recipe())),
                LinkedHashMap::new,
                toList()))
        .values()
        .forEach(group -> addRow(table, group, grid, times));
    return table.render(width);
  }

  private static Optional<Validation> fold(RunSpec spec) {
    return spec.recipe().validatedOn().filter(Validation.Fold.class::isInstance);
  }

  /** The settings in which runs of one model and recipe differ: those of a grid. */
  private static Set<String> grid(List<PlannedRun> runs) {
    Set<String> grid = new TreeSet<>();
    runs.stream()
        .map(PlannedRun::spec)
        .collect(groupingBy(spec -> List.of(spec.modelId(), spec.recipe().name()), toList()))
        .values()
        .forEach(
            specs -> {
              Map<String, Set<String>> values = new HashMap<>();
              specs.stream()
                  .map(spec -> AnyFold.of(spec.recipe()))
                  .distinct()
                  .map(RecipeSettings::values)
                  .forEach(
                      settings ->
                          settings.forEach(
                              (key, value) ->
                                  values.computeIfAbsent(key, k -> new HashSet<>()).add(value)));
              values.forEach(
                  (key, some) -> {
                    if (some.size() > 1) {
                      grid.add(key);
                    }
                  });
            });
    return grid;
  }

  private static String recipe(RunSpec spec, Set<String> grid) {
    Map<String, String> settings = RecipeSettings.values(spec.recipe());
    return Stream.concat(
            Stream.of(spec.recipe().name()),
            grid.stream().filter(settings::containsKey).map(key -> key + "=" + settings.get(key)))
        .collect(joining(", "));
  }

  /** The number of runs, their seeds, and how many are trained at a time. */
  static String title(List<PlannedRun> runs, int jobs) {
    List<String> seeds =
        runs.stream().map(run -> String.valueOf(run.spec().seed())).distinct().toList();
    long folds = runs.stream().flatMap(run -> fold(run.spec()).stream()).distinct().count();
    return "Training %d %s with %s %s%s; %d at a time, %s each"
        .formatted(
            runs.size(),
            runs.size() == 1 ? "run" : "runs",
            seeds.size() == 1 ? "seed" : "seeds",
            String.join(", ", seeds),
            folds > 1 ? " in %d folds".formatted(folds) : "",
            jobs,
            RunText.threads(runs.get(0).spec()));
  }

  private static void addRow(
      TextTable table, List<PlannedRun> group, Set<String> grid, EpochTimes times) {
    RunSpec spec = group.get(0).spec();
    OptionalDouble perEpoch = times.perEpoch(spec);
    table.row(
        spec.modelId(),
        spec.engine(),
        recipe(spec, grid),
        spec.recipe().epochs(),
        count(group, State.FINISHED),
        count(group, State.BEGUN),
        count(group, State.NEW),
        perEpoch.isPresent()
            ? "about " + text(perEpoch.getAsDouble() * spec.recipe().epochs())
            : "unknown");
  }

  private static long count(List<PlannedRun> group, State state) {
    return group.stream().filter(run -> run.state() == state).count();
  }

  private static String text(double seconds) {
    return DurationText.of(Duration.ofMillis(Math.round(1000 * seconds)));
  }

  /** The state of a sweep that was stopped, and how to resume it. */
  static String stopped(List<PlannedRun> runs, Estimate left) {
    List<String> parts = new ArrayList<>();
    parts.add("%d of %d runs finished".formatted(count(runs, State.FINISHED), runs.size()));
    if (count(runs, State.BEGUN) > 0) {
      parts.add(count(runs, State.BEGUN) + " begun");
    }
    if (count(runs, State.UNREADABLE) > 0) {
      parts.add(count(runs, State.UNREADABLE) + " unreadable");
    }
    if (count(runs, State.NEW) > 0) {
      parts.add(count(runs, State.NEW) + " waiting");
    }
    if (left.unknownRuns() == 0) {
      parts.add("about %s left".formatted(DurationText.of(left.known())));
    }
    return "Stopped with %s; the same command resumes from there."
        .formatted(String.join(", ", parts));
  }

  /** The time that it will take, as far as that is known. */
  static String time(Estimate estimate, List<PlannedRun> runs, Path out) {
    long open = runs.stream().filter(PlannedRun::isOpen).count();
    if (open == 0) {
      return count(runs, State.UNREADABLE) == 0
          ? "All runs are finished."
          : "No run is left to train.";
    }
    if (estimate.unknownRuns() >= open) {
      return "Time: unknown, since no run of these kinds, with as many threads, has finished here in %s."
          .formatted(out);
    }
    String known = "Time: about " + DurationText.of(estimate.known());
    return estimate.unknownRuns() == 0
        ? known + ", judging by finished runs in %s.".formatted(out)
        : known
            + " for what has finished before in %s; nothing is known of the other %d runs."
                .formatted(out, estimate.unknownRuns());
  }
}
