package org.menagerie.reports.headline;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;
import static org.menagerie.reports.headline.Wording.better;
import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;
import static org.menagerie.reports.headline.Wording.size;
import static org.menagerie.reports.headline.Wording.worse;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Pairs;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.text.Cells;

/** Which model is better than which, and what could not be seen. */
public final class ModelDifferences {
  private static final int MOST = 5;

  /** No two accuracies are farther apart. */
  private static final int ALL_POINTS = 100;

  private final List<Pair> pairs;
  private final long family;

  private ModelDifferences(Pairs asked) {
    pairs = asked.pairs();
    family = asked.familySize();
  }

  static List<String> of(Report report) {
    List<Pair> pairs = report.models().pairs();
    ModelDifferences differences = new ModelDifferences(report.models());
    if (pairs.isEmpty() || report.anytime().isPresent()) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    if (report.models().withTheBest()) {
      sentences.add(withTheBest(report.models()));
    }
    sentences.addAll(
        pairs.stream().allMatch(pair -> pair.test().isEmpty())
            ? differences.untested()
            : differences.tested());
    return sentences;
  }

  /** How many pairs there are not, and why. */
  public static String withTheBest(Pairs pairs) {
    return sentence(
        "Too many pairs to compare each: of %,d pairs the %,d with the group of the same data and"
            + " engine that is most accurate on the average are compared; p-values are corrected"
            + " for all, since it was found by looking at all.",
        pairs.pairs().size() + pairs.unpaired() + pairs.left(), pairs.pairs().size());
  }

  private List<String> untested() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Which model is better cannot be said: that takes two seeds or more that both have,"
            + " and a spread over them. Differences between the trained networks are shown below, but other seeds"
            + " may turn them round.");
    pairs.stream()
        .max(comparingDouble(Wording::size))
        .filter(pair -> size(pair) > 0)
        .map(
            pair ->
                sentence(
                    "The largest is %s points, between %s and %s.",
                    points(size(pair)), better(pair).name(), worse(pair).name()))
        .ifPresent(sentences::add);
    return sentences;
  }

  private List<String> tested() {
    List<Pair> tested = pairs.stream().filter(pair -> pair.test().isPresent()).toList();
    List<Pair> significant =
        tested.stream()
            .filter(Pair::isSignificant)
            .sorted(
                comparing((Pair pair) -> pair.adjustedPValue().orElse(1))
                    .thenComparing(comparingDouble(Wording::size).reversed()))
            .toList();
    List<String> sentences =
        new ArrayList<>(significant.stream().limit(MOST).map(this::difference).toList());
    if (significant.size() > MOST) {
      sentences.add(
          sentence(
              "%d of %d pairs of models differ significantly; those above have the smallest p.",
              significant.size(), tested.size()));
    }
    sentences.addAll(equivalent(tested));
    if (significant.size() < tested.size()) {
      sentences.add(undecided(tested));
    }
    if (tested.size() < pairs.size()) {
      sentences.add(
          sentence(
              "%s not tested, with one seed or no spread over seeds.",
              count(pairs.size() - tested.size(), "pair was", "pairs were")));
    }
    return sentences;
  }

  /** Where a margin was given. */
  private static List<String> equivalent(List<Pair> tested) {
    List<Pair> equal =
        tested.stream().filter(pair -> pair.verdict() == Pair.Verdict.EQUIVALENT).toList();
    if (equal.isEmpty()) {
      return List.of();
    }
    String first =
        equal.stream()
            .limit(MOST)
            .map(pair -> pair.first().name() + " and " + pair.second().name())
            .collect(joining("; "));
    return List.of(
        sentence(
            "Equally good within %s points (TOST, after Holm's correction): %s%s.",
            points(equal.get(0).equivalence().orElseThrow().test().margin()),
            first,
            equal.size() > MOST ? sentence("; and %d more pairs", equal.size() - MOST) : ""));
  }

  private String difference(Pair pair) {
    return sentence(
        "%s is better than %s by %s points (%sp %s after Holm's correction over %s; %s test over %d"
            + " seeds%s).%s",
        better(pair).name(),
        worse(pair).name(),
        points(size(pair)),
        pair.interval().map(interval -> bounds(interval, pair.difference().mean() < 0)).orElse(""),
        probability(pair.adjustedPValue()),
        count(family, "pair"),
        pair.test().orElseThrow().name(),
        pair.difference().runs(),
        Wording.few(pair.difference().runs()),
        pair.stoppedOnTest()
            ? " Selection took part: runs of "
                + Stream.of(pair.first(), pair.second())
                    .filter(group -> group.replicates().stoppedOnTest())
                    .map(Group::name)
                    .collect(joining(" and of "))
                + " stopped on their test accuracy."
            : "");
  }

  private static String bounds(Interval interval, boolean swapped) {
    return sentence(
        "95 %% %s to %s; ",
        points(swapped ? -interval.upper() : interval.lower()),
        points(swapped ? -interval.lower() : interval.upper()));
  }

  private static String probability(OptionalDouble p) {
    String shown = Cells.probability(p).text();
    return shown.startsWith("<") ? shown : "= " + shown;
  }

  private static String undecided(List<Pair> tested) {
    List<Pair> undecided = tested.stream().filter(pair -> !pair.isSignificant()).toList();
    List<Double> detectable =
        undecided.stream()
            .map(Pair::detectableDifference)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .sorted()
            .toList();
    return sentence(
        "In %d of %s no difference was shown.%s",
        undecided.size(),
        count(tested.size(), "pair of models", "pairs of models"),
        detectable.isEmpty() ? "" : unseen(detectable));
  }

  /** From the pair that is known best to the one that is known least. */
  private static String unseen(List<Double> detectable) {
    double least = detectable.get(0);
    double most = detectable.get(detectable.size() - 1);
    String none = " That does not mean that there is none: with these seeds and their spread, ";
    if (least > ALL_POINTS) {
      return none + "hardly any would have been found.";
    }
    String others = most > ALL_POINTS ? "none at all" : points(most);
    return none
        + sentence(
            "only true differences from about %s points on%s would have been found with a"
                + " probability of 80 %%.",
            points(least), least < most ? " (in some pairs " + others + ")" : "");
  }
}
