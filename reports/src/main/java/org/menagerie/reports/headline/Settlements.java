package org.menagerie.reports.headline;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;
import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.Anytime;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Pair.Verdict;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.SeedPlan;
import org.menagerie.reports.evidence.Settlement;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.TPower;

/** What was settled where seeds were added by looking, and what that saved. */
final class Settlements {
  private static final int MOST = 5;

  private Settlements() {}

  static List<String> of(Report report) {
    return report.anytime().map(by -> of(report, by)).orElse(List.of());
  }

  private static List<String> of(Report report, Anytime by) {
    List<Pair> pairs =
        Stream.of(report.models(), report.engines()).flatMap(all -> all.pairs().stream()).toList();
    List<String> sentences = new ArrayList<>();
    List<Pair> different = those(pairs, Pair::isSignificant);
    different.stream().limit(MOST).map(Settlements::difference).forEach(sentences::add);
    if (different.size() > MOST) {
      sentences.add(
          sentence(
              "%d of %d pairs differ; those above were settled first.",
              different.size(), pairs.size()));
    }
    List<Pair> equal = those(pairs, pair -> pair.verdict() == Verdict.EQUIVALENT);
    if (!equal.isEmpty()) {
      sentences.add(
          sentence(
              "Equally good within %s points, however often one looked: %s.",
              points(by.margin()), names(equal)));
    }
    List<Pair> open = those(pairs, pair -> pair.verdict() == Verdict.UNDECIDED);
    if (!open.isEmpty()) {
      sentences.add(
          sentence(
              "Undecided with these seeds (margin %s points): %s.",
              points(by.margin()), names(open)));
    }
    sentences.add(cost(report, by));
    if (!report.metrics().pairs().isEmpty()) {
      sentences.add(
          "The tests of metrics hold for a number of seeds that was fixed; where seeds were added by"
              + " looking at accuracies, their p-values are too small.");
    }
    return sentences;
  }

  /** In the order in which they were settled. */
  private static List<Pair> those(List<Pair> pairs, Predicate<Pair> which) {
    return pairs.stream().filter(which).sorted(comparingInt(Settlements::seeds)).toList();
  }

  private static int seeds(Pair pair) {
    return pair.settlement().orElseThrow().last().seeds();
  }

  private static String difference(Pair pair) {
    Settlement.Look look = pair.settlement().orElseThrow().last();
    Interval interval = look.interval().orElseThrow();
    boolean swapped = look.difference() < 0;
    return sentence(
        "%s is better than %s, settled after %s: by %s points, 95 %% at any time %s to %s.",
        (swapped ? pair.second() : pair.first()).name(),
        (swapped ? pair.first() : pair.second()).name(),
        count(look.seeds(), "seed"),
        points(Math.abs(look.difference())),
        points(swapped ? -interval.upper() : interval.lower()),
        points(swapped ? -interval.lower() : interval.upper()));
  }

  private static String names(List<Pair> pairs) {
    String first =
        pairs.stream()
            .limit(MOST)
            .map(
                pair ->
                    sentence(
                        "%s and %s (%s)",
                        pair.first().name(), pair.second().name(), count(seeds(pair), "seed")))
            .collect(joining("; "));
    return pairs.size() > MOST
        ? first + sentence("; and %d more pairs", pairs.size() - MOST)
        : first;
  }

  /** Against a sweep whose number of seeds is planned, with the spread that is known now. */
  private static String cost(Report report, Anytime by) {
    int groups = report.groups().size();
    OptionalInt planned =
        SeedPlan.of(report, by.margin(), TPower.POWER, report.models().familySize())
            .most(SeedPlan.OfPair::together);
    List<String> others = new ArrayList<>();
    planned.ifPresent(
        seeds ->
            others.add(
                sentence(
                    "%,d of each, or %,d runs, would find a difference of %s points between any two"
                        + " models with a probability of 80 %%",
                    seeds, seeds * (long) groups, points(by.margin()))));
    by.mostSeeds()
        .ifPresent(
            seeds ->
                others.add(
                    sentence(
                        "the most allowed, %,d of each, would be %,d runs",
                        seeds, seeds * (long) groups)));
    return sentence("This took %s.", count(report.runs().size(), "run"))
        + (others.isEmpty()
            ? ""
            : " With a fixed number of seeds: " + String.join("; ", others) + ".");
  }
}
