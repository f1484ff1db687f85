package org.menagerie.reports.evidence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.menagerie.reports.statistics.Survival;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;

/**
 * How long models take to a threshold of accuracy.
 *
 * @param threshold in percent
 * @param groups two for each group of replicates, by when runs cross it first and for good
 */
public record Crossings(double threshold, List<OfGroup> groups) {

  public Crossings {
    groups = List.copyOf(groups);
  }

  /** Which crossing. */
  public enum Kind {
    /** The first epoch that reaches the threshold. */
    FIRST,
    /** The first epoch from which on none is below it. */
    STABLE;

    /** As tables have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the time is measured in. */
  public enum Unit {
    EPOCHS,
    /** Of training, evaluation not included. */
    SECONDS,
    /** That were trained on, each in each epoch. */
    IMAGES;

    private double of(EpochMetrics epoch) {
      return switch (this) {
        case EPOCHS -> 1;
        case SECONDS -> epoch.seconds();
        case IMAGES -> Math.rint(epoch.imagesPerSecond() * epoch.seconds());
      };
    }

    /** As tables have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One kind of crossing of one group.
   *
   * @param epochs that each run took, or trained without
   * @param curves the same as a curve, for each unit
   */
  public record OfGroup(
      Group group, Kind kind, List<Survival.Duration> epochs, Map<Unit, Survival> curves) {

    /** How many runs reached the threshold. */
    public long reached() {
      return epochs.stream().filter(Survival.Duration::reached).count();
    }

    public Survival by(Unit unit) {
      return requireNonNull(curves.get(unit));
    }
  }

  static Crossings of(List<Group> groups, double threshold) {
    return new Crossings(
        threshold,
        groups.stream()
            .flatMap(group -> Stream.of(Kind.values()).map(kind -> ofGroup(group, kind, threshold)))
            .toList());
  }

  private static OfGroup ofGroup(Group group, Kind kind, double threshold) {
    return new OfGroup(
        group,
        kind,
        durations(group, kind, threshold, Unit.EPOCHS),
        Stream.of(Unit.values())
            .collect(
                toMap(unit -> unit, unit -> Survival.of(durations(group, kind, threshold, unit)))));
  }

  private static List<Survival.Duration> durations(
      Group group, Kind kind, double threshold, Unit unit) {
    return group.replicates().runs().stream()
        .map(run -> duration(run, kind, threshold, unit))
        .toList();
  }

  /** A run that does not cross it is known to take longer than all its epochs. */
  private static Survival.Duration duration(RunResult run, Kind kind, double threshold, Unit unit) {
    List<EpochMetrics> history = run.history();
    int crossing = crossing(history, kind, threshold);
    boolean reached = crossing < history.size();
    double time =
        history.subList(0, reached ? crossing + 1 : history.size()).stream()
            .mapToDouble(unit::of)
            .sum();
    return new Survival.Duration(time, reached);
  }

  /** The index of the epoch, or the number of epochs if there is none. */
  private static int crossing(List<EpochMetrics> history, Kind kind, double threshold) {
    List<Integer> above = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).judged().accuracy() >= threshold) {
        above.add(i);
      }
    }
    if (kind == Kind.FIRST) {
      return above.isEmpty() ? history.size() : above.get(0);
    }
    int crossing = history.size();
    while (crossing > 0 && above.contains(crossing - 1)) {
      crossing--;
    }
    return crossing;
  }
}
