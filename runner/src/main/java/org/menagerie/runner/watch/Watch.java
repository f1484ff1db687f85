package org.menagerie.runner.watch;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.api.recipe.Validation;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Scores;
import org.menagerie.training.sweep.RunKind;
import org.menagerie.training.text.SafeText;

/** What the pages know of the runs, and what is new to them. */
final class Watch {
  private static final double DIGITS = 1e4;

  private final String title;
  private final Map<Path, Integer> numbers = new LinkedHashMap<>();
  private final List<LiveRun> runs = new ArrayList<>();
  private final List<Integer> groupOf = new ArrayList<>();
  private final Map<RunSpec, Integer> groups = new LinkedHashMap<>();
  private Page.Verdicts verdicts = Page.Verdicts.NONE;

  Watch(String title) {
    this.title = title;
  }

  /** Takes up the runs as they are now; what pages have to be told of it. */
  @SuppressWarnings("ReferenceEquality") // What has changed is another object.
  synchronized Page.Update take(List<LiveRun> now) {
    int before = groups.size();
    List<Page.Run> changed = new ArrayList<>();
    for (LiveRun run : now) {
      Integer number = numbers.get(run.folder().path());
      if (number == null) {
        changed.add(view(add(run), List.of()));
      } else if (runs.get(number) != run) {
        List<EpochMetrics> known = runs.set(number, run).epochs();
        changed.add(view(number, known));
      }
    }
    return groups.size() > before
        ? update(false, true, changed, Optional.empty())
        : update(false, false, changed, Optional.empty());
  }

  private int add(LiveRun run) {
    RunSpec kind = RunKind.of(run.spec());
    groups.putIfAbsent(kind, groups.size());
    groupOf.add(groups.get(kind));
    numbers.put(run.folder().path(), runs.size());
    runs.add(run);
    return runs.size() - 1;
  }

  /** Takes up what the finished runs say. */
  @SuppressWarnings("ReferenceEquality") // What has changed is another object.
  synchronized Page.Update take(Page.Verdicts now) {
    boolean same = now.equals(verdicts);
    verdicts = now;
    return update(false, false, List.of(), same ? Optional.empty() : Optional.of(now));
  }

  /** What a page is told that knows nothing yet. */
  synchronized Page.Update all() {
    return update(
        true,
        true,
        IntStream.range(0, runs.size()).mapToObj(number -> view(number, List.of())).toList(),
        Optional.of(verdicts));
  }

  /** The run of that number on the pages. */
  synchronized Optional<LiveRun> run(int number) {
    return number >= 0 && number < runs.size() ? Optional.of(runs.get(number)) : Optional.empty();
  }

  /** Those that have their result. */
  synchronized List<LiveRun> finished() {
    return runs.stream().filter(run -> run.state() == LiveRun.State.FINISHED).toList();
  }

  /** Numbers of groups, by what their runs have in common. */
  synchronized Map<RunSpec, Integer> groups() {
    return Map.copyOf(groups);
  }

  private Page.Update update(
      boolean all, boolean withGroups, List<Page.Run> changed, Optional<Page.Verdicts> judged) {
    Settings settings = new Settings(withGroups ? groups.keySet() : List.of());
    return new Page.Update(
        all,
        all ? Optional.of(title) : Optional.empty(),
        System.currentTimeMillis(),
        withGroups ? Optional.of(settings.differing()) : Optional.empty(),
        withGroups
            ? Optional.of(
                groups.entrySet().stream()
                    .map(group -> group(group.getValue(), group.getKey(), settings))
                    .toList())
            : Optional.empty(),
        changed,
        judged);
  }

  private static Page.Group group(int number, RunSpec kind, Settings settings) {
    String judged = kind.recipe().validatedOn().isPresent() ? "validation" : "test";
    return new Page.Group(number, judged, settings.of(kind));
  }

  /** A run for a page that knows some of its epochs. */
  private Page.Run view(int number, List<EpochMetrics> known) {
    LiveRun run = runs.get(number);
    List<EpochMetrics> epochs = run.epochs();
    boolean grown = known.size() <= epochs.size() && epochs.subList(0, known.size()).equals(known);
    int from = grown ? known.size() : 0;
    return new Page.Run(
        number,
        groupOf.get(number),
        SafeText.plain(run.name()),
        seed(run.spec()),
        run.state().word(),
        run.spec().recipe().epochs(),
        run.changedAt(),
        run.reason().map(Watch::lines),
        from,
        epochs.subList(from, epochs.size()).stream().map(Watch::numbers).toList());
  }

  /** What stays as it is on the page, line by line. */
  static String lines(String text) {
    return text.lines().map(SafeText::terminal).collect(joining("\n"));
  }

  private static String seed(RunSpec spec) {
    String seed = "seed " + spec.seed();
    return spec.recipe()
        .validatedOn()
        .filter(Validation.Fold.class::isInstance)
        .map(Validation.Fold.class::cast)
        .map(fold -> "%s, fold %d".formatted(seed, fold.number()))
        .orElse(seed);
  }

  private static double[] numbers(EpochMetrics epoch) {
    Scores judged = epoch.judged();
    return new double[] {
      rounded(epoch.trainLoss()),
      rounded(epoch.trainAccuracy()),
      rounded(judged.loss()),
      rounded(judged.accuracy()),
      rounded(epoch.seconds() + epoch.evaluationSeconds())
    };
  }

  /** As exactly as anybody sees it: there may be many thousands. */
  private static double rounded(double value) {
    return Math.rint(value * DIGITS) / DIGITS;
  }
}
