package org.menagerie.reports.schema;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Pairs;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Reproduction;
import org.menagerie.reports.evidence.Reproduction.Ruling;
import org.menagerie.reports.evidence.TargetRecord;
import org.menagerie.reports.evidence.Verdict;
import org.menagerie.reports.statistics.Interval;

/** What a report comes to, in sentences that claim no more than the runs carry. */
public final class Headlines {
  private static final int MOST_DIFFERENCES = 5;

  private final Report report;
  private final List<String> sentences = new ArrayList<>();

  private Headlines(Report report) {
    this.report = report;
  }

  /** The sentences, the most general first; names in them are as plug-ins state them. */
  public static List<String> of(Report report) {
    Headlines headlines = new Headlines(report);
    headlines.addScope();
    headlines.addHighest();
    headlines.addModels();
    headlines.addPublished();
    headlines.addTargets();
    headlines.addEngines();
    return List.copyOf(headlines.sentences);
  }

  private void add(String format, Object... arguments) {
    sentences.add(String.format(Locale.ROOT, format, arguments));
  }

  private void addScope() {
    List<Group> groups = report.groups();
    int fewest = groups.stream().mapToInt(Headlines::seeds).min().orElseThrow();
    int most = groups.stream().mapToInt(Headlines::seeds).max().orElseThrow();
    add(
        "%s of %s on %s, trained on %s with %s each.",
        count(report.runs().size(), "run"),
        count(different(group -> group.spec().modelId()).size(), "model"),
        String.join(" and ", different(group -> group.spec().engine())),
        String.join(", ", different(Group::dataset)),
        fewest == most ? count(most, "seed") : fewest + " to " + most + " seeds");
  }

  /** On each data set, since accuracies on different data say nothing of each other. */
  private void addHighest() {
    for (String dataset : different(Group::dataset)) {
      List<Group> groups =
          report.groups().stream().filter(group -> group.dataset().equals(dataset)).toList();
      if (groups.size() > 1) {
        addHighest(dataset, groups);
      }
    }
  }

  private void addHighest(String dataset, List<Group> groups) {
    double highest = groups.stream().mapToDouble(Headlines::accuracy).max().orElseThrow();
    List<Group> first = groups.stream().filter(group -> accuracy(group) == highest).toList();
    Measurement measurement = first.get(0).replicates().measured(Protocol.FINAL);
    Interval interval = measurement.interval();
    add(
        "The highest %sfinal test accuracy on %s is %.2f %% (%s: %.2f–%.2f), of %s. %s",
        measurement.runs().size() > 1 ? "mean " : "",
        dataset,
        highest,
        measurement.predicts() ? "95 %, one further run" : "95 %, other test images",
        interval.lower(),
        interval.upper(),
        first.stream().map(Group::name).collect(joining(" and ")),
        "Being the highest of several, it is likely to be a little lucky.");
  }

  private void addModels() {
    Pairs pairs = report.models();
    if (pairs.pairs().isEmpty()) {
      return;
    }
    List<Pair> tested = pairs.pairs().stream().filter(pair -> pair.test().isPresent()).toList();
    if (tested.isEmpty()) {
      addUntested(pairs);
      return;
    }
    List<Pair> significant =
        tested.stream()
            .filter(Pair::isSignificant)
            .sorted(
                comparing((Pair pair) -> pair.adjustedPValue().orElse(1))
                    .thenComparing(comparingDouble(Headlines::size).reversed()))
            .toList();
    significant.stream()
        .limit(MOST_DIFFERENCES)
        .forEach(pair -> addDifference(pair, pairs.pairs().size()));
    if (significant.size() > MOST_DIFFERENCES) {
      add(
          "%d of %d pairs of models differ significantly; those above have the smallest p.",
          significant.size(), pairs.pairs().size());
    }
    addUndecided(pairs, significant.size());
  }

  private void addUntested(Pairs pairs) {
    add(
        "Which model is better cannot be said: that takes two seeds or more that both have."
            + " Differences between the trained networks are shown below, but other seeds"
            + " may turn them round.");
    pairs.pairs().stream()
        .max(comparingDouble(Headlines::size))
        .filter(pair -> size(pair) > 0)
        .ifPresent(
            pair ->
                add(
                    "The largest is %.2f points, between %s and %s.",
                    size(pair), better(pair).name(), worse(pair).name()));
  }

  private void addDifference(Pair pair, int family) {
    Interval interval = pair.differences().meanInterval().orElseThrow();
    boolean swapped = pair.differences().mean() < 0;
    add(
        "%s is better than %s by %.2f points (95 %% %.2f to %.2f; p %s after Holm's correction over"
            + " %s; %s over %d seeds).",
        better(pair).name(),
        worse(pair).name(),
        size(pair),
        swapped ? -interval.upper() : interval.lower(),
        swapped ? -interval.lower() : interval.upper(),
        probability(pair.adjustedPValue()),
        count(family, "pair"),
        pair.test().map(PairTables::name).orElseThrow() + " test",
        pair.differences().size());
  }

  private void addUndecided(Pairs pairs, int significant) {
    int undecided = pairs.pairs().size() - significant;
    if (undecided == 0) {
      return;
    }
    List<Double> detectable =
        pairs.pairs().stream()
            .filter(pair -> !pair.isSignificant())
            .map(Pair::detectableDifference)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .sorted()
            .toList();
    String unseen =
        detectable.isEmpty()
            ? ""
            : " That does not mean that there is none: with these seeds and their spread, only "
                + sizes(detectable);
    add(
        "In %d of %s no difference was shown.%s",
        undecided, count(pairs.pairs().size(), "pair of models", "pairs of models"), unseen);
  }

  /** From the pair that is known best to the one that is known least. */
  private static String sizes(List<Double> detectable) {
    double least = detectable.get(0);
    double most = detectable.get(detectable.size() - 1);
    String range = points(least);
    if (least < most) {
      range += " (in some pairs " + (most > 100 ? "none at all" : points(most)) + ")";
    }
    return "true differences from about "
        + range
        + " points on would have been found with a probability of 80 %.";
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%.2f", difference);
  }

  private void addPublished() {
    for (Protocol protocol : Protocol.values()) {
      List<Reproduction> judged =
          report.groups().stream()
              .map(group -> group.finding().reproduction(protocol))
              .flatMap(Optional::stream)
              .toList();
      if (!judged.isEmpty()) {
        String figures = protocol == Protocol.FINAL ? "final" : "best (chosen on the test set)";
        add(
            "Of %s of the %s epoch, %s.",
            count(judged.size(), "published figure"), figures, verdicts(judged));
      }
    }
  }

  private static String verdicts(List<Reproduction> judged) {
    List<String> parts = new ArrayList<>();
    for (Ruling ruling : Ruling.values()) {
      List<Reproduction> ruled =
          judged.stream().filter(reproduction -> reproduction.ruling() == ruling).toList();
      if (ruled.isEmpty()) {
        continue;
      }
      String words = ruling.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      if (ruling == Ruling.INDICATIVE) {
        long below = ruled.stream().filter(Headlines::isBelow).count();
        parts.add(
            "%d cannot be judged with fewer than three seeds (in %d of them all of the run's"
                    .formatted(ruled.size(), below)
                + " interval lies below the figure)");
      } else {
        parts.add("%d %s %s".formatted(ruled.size(), ruled.size() == 1 ? "is" : "are", words));
      }
    }
    return String.join(", ", parts);
  }

  private static boolean isBelow(Reproduction reproduction) {
    return reproduction.position() == Reproduction.Position.BELOW;
  }

  private void addTargets() {
    List<Verdict> worst =
        report.groups().stream()
            .map(Group::targets)
            .filter(targets -> !targets.isEmpty())
            .map(
                targets ->
                    targets.stream()
                        .map(TargetRecord::worst)
                        .max(comparing(Verdict::ordinal))
                        .orElseThrow())
            .toList();
    if (!worst.isEmpty()) {
      add(
          "Of %s with targets of their own, %d meet all of them with every seed, %d more if an"
              + " earlier epoch may be chosen on the test set.",
          count(worst.size(), "group"),
          worst.stream().filter(Verdict.MET::equals).count(),
          worst.stream().filter(Verdict.MET_EARLIER::equals).count());
    }
  }

  private void addEngines() {
    List<Pair> pairs = report.engines().pairs();
    if (pairs.isEmpty()) {
      return;
    }
    List<Pair.OfSeed> runs = pairs.stream().flatMap(pair -> pair.seeds().stream()).toList();
    long inFirst = runs.stream().filter(run -> run.firstDifferentEpoch().orElse(0) == 1).count();
    long never = runs.stream().filter(run -> run.firstDifferentEpoch().isEmpty()).count();
    double mean = pairs.stream().mapToDouble(Headlines::size).average().orElseThrow();
    Pair largest = pairs.stream().max(comparingDouble(Headlines::size)).orElseThrow();
    add(
        "Between engines, %d of %s of runs with one specification differ from the first epoch on,"
            + " %d never. Final accuracies differ by %.2f points on average, at most by %.2f (%s).",
        inFirst,
        count(runs.size(), "pair"),
        never,
        mean,
        size(largest),
        largest.first().spec().modelId());
    long significant = pairs.stream().filter(Pair::isSignificant).count();
    long tested = pairs.stream().filter(pair -> pair.test().isPresent()).count();
    if (tested == 0) {
      add("With one seed each it cannot be said whether the engine matters to any model.");
    } else if (significant == 0) {
      add("A difference between engines was shown for no model.");
    } else {
      add(
          "For %d of %s the engine makes a significant difference.",
          significant, count(pairs.size(), "model and recipe", "models and recipes"));
    }
  }

  private List<String> different(Function<Group, String> part) {
    return report.groups().stream().map(part).distinct().toList();
  }

  private static int seeds(Group group) {
    return group.replicates().runs().size();
  }

  private static double accuracy(Group group) {
    return group.replicates().measured(Protocol.FINAL).accuracy().mean();
  }

  private static double size(Pair pair) {
    return Math.abs(pair.differences().mean());
  }

  private static Group better(Pair pair) {
    return pair.differences().mean() < 0 ? pair.second() : pair.first();
  }

  private static Group worse(Pair pair) {
    return pair.differences().mean() < 0 ? pair.first() : pair.second();
  }

  private static String probability(OptionalDouble p) {
    String shown = Cell.probability(p).shown();
    return shown.startsWith("<") ? shown : "= " + shown;
  }

  private static String count(int number, String one) {
    return count(number, one, one + "s");
  }

  private static String count(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
