package org.menagerie.reports.evidence;

import static org.menagerie.reports.evidence.Baseline.ACCURACY;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.menagerie.reports.evidence.Baseline.Measured;
import org.menagerie.reports.evidence.Baseline.Threshold;
import org.menagerie.reports.statistics.Sample;

/**
 * What became of the thresholds of a {@link Baseline} in a report.
 *
 * @param kept how many are
 * @param broken a sentence for each that is not, or whose model is missing
 * @param unheld names of groups that the baseline does not have
 */
public record Holding(int kept, List<String> broken, List<String> unheld) {
  /** Means of the same values may be rounded otherwise when they are computed anew. */
  private static final double ROUNDING = 1e-9;

  private static final int MOST_DECIMALS = 10;

  public Holding {
    broken = List.copyOf(broken);
    unheld = List.copyOf(unheld);
  }

  /** What groups have in common of which one can be the later form of the other. */
  private record Kind(String model, String engine, SortedMap<String, String> data) {
    static Kind of(Group group) {
      return new Kind(
          group.spec().modelId(),
          group.spec().engine(),
          group.first().provenance().datasetChecksums());
    }
  }

  /** A group as it was when the baseline was set. */
  private record Subject(Kind kind, String dataset, String recipe) {
    static Subject of(Threshold of) {
      return new Subject(
          new Kind(of.model(), of.engine(), of.datasetChecksums()), of.dataset(), of.recipe());
    }

    String text() {
      return "%s on %s, %s, %s".formatted(kind.model, kind.engine, dataset, recipe);
    }
  }

  /**
   * Holds a report to a baseline. Groups are found by model, engine, data and recipe; where one
   * recipe each is left of a model, engine and data, it counts as the later form of the other.
   *
   * @param report with the {@link Baseline#metrics metrics} of the baseline
   */
  public static Holding of(Report report, Baseline baseline) {
    List<Group> left = new ArrayList<>(Measured.groups(report));
    Map<Subject, Group> found = found(baseline, left);
    List<Measured> measured = Measured.in(report);
    List<String> broken = new ArrayList<>();
    int kept = 0;
    for (Threshold threshold : baseline.thresholds()) {
      Subject subject = Subject.of(threshold);
      Group group = found.get(subject);
      Optional<String> problem =
          group == null
              ? Optional.of("%s has thresholds and no finished run.".formatted(subject.text()))
              : problem(threshold, group, measured);
      problem.filter(sentence -> !broken.contains(sentence)).ifPresent(broken::add);
      kept += problem.isEmpty() ? 1 : 0;
    }
    return new Holding(kept, broken, left.stream().map(Group::name).toList());
  }

  /** Takes those that are found from the groups that are left. */
  private static Map<Subject, Group> found(Baseline baseline, List<Group> left) {
    List<Subject> open =
        new ArrayList<>(baseline.thresholds().stream().map(Subject::of).distinct().toList());
    Map<Subject, Group> found = new HashMap<>();
    for (Subject subject : List.copyOf(open)) {
      left.stream()
          .filter(group -> Kind.of(group).equals(subject.kind))
          .filter(group -> group.recipe().equals(subject.recipe))
          .findFirst()
          .ifPresent(group -> found.put(subject, group));
    }
    left.removeAll(found.values());
    open.removeAll(found.keySet());
    for (Subject subject : List.copyOf(open)) {
      List<Group> candidates =
          left.stream().filter(group -> Kind.of(group).equals(subject.kind)).toList();
      long rivals = open.stream().filter(other -> other.kind.equals(subject.kind)).count();
      if (candidates.size() == 1 && rivals == 1) {
        found.put(subject, candidates.get(0));
        left.removeAll(candidates);
      }
    }
    return found;
  }

  private static Optional<String> problem(
      Threshold threshold, Group group, List<Measured> measured) {
    Optional<Sample> values =
        measured.stream()
            .filter(one -> one.group().number() == group.number())
            .filter(one -> one.metric().equals(threshold.metric()))
            .map(Measured::values)
            .findFirst();
    if (values.isEmpty()) {
      return Optional.of(
          "%s has a threshold of %s and keeps no probabilities to compute it from."
              .formatted(group.name(), threshold.metric()));
    }
    int seeds = values.get().size();
    if (seeds < threshold.seeds()) {
      return Optional.of(
          "%s has %d of the %d seeds that it is held to."
              .formatted(group.name(), seeds, threshold.seeds()));
    }
    double mean = values.get().mean();
    double excess =
        threshold.higherIsBetter() ? threshold.threshold() - mean : mean - threshold.threshold();
    return excess > ROUNDING * Math.max(1, Math.abs(mean))
        ? Optional.of(sentence(threshold, group, mean))
        : Optional.empty();
  }

  private static String sentence(Threshold threshold, Group group, double mean) {
    int decimals = threshold.metric().equals(ACCURACY) ? 2 : 4;
    while (decimals < MOST_DECIMALS
        && text(decimals, mean).equals(text(decimals, threshold.threshold()))) {
      decimals++;
    }
    return "%s has a mean %s of %s, %s its threshold of %s (it was %s)."
        .formatted(
            group.name(),
            threshold.metric(),
            text(decimals, mean),
            threshold.higherIsBetter() ? "below" : "above",
            text(decimals, threshold.threshold()),
            text(decimals, threshold.mean()));
  }

  private static String text(int decimals, double number) {
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
