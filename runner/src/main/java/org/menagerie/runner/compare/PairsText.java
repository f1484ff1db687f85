package org.menagerie.runner.compare;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.menagerie.reports.evidence.ComparisonFamily;
import org.menagerie.reports.evidence.ComparisonFamily.Outcome;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.PairedComparison;
import org.menagerie.reports.evidence.Pairs;
import org.menagerie.reports.evidence.Replicates;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.Cell;
import org.menagerie.reports.statistics.PairedPower;
import org.menagerie.reports.statistics.PairedTest;
import org.menagerie.runner.terminal.TextTable;
import org.menagerie.training.run.RunSpec;

/**
 * The pairs of a report, for people at a terminal: which model is better on one engine, and then
 * whether the engine matters to a model. Each of the two questions is a family of its own, for
 * which the p-values are corrected.
 */
final class PairsText {
  /** No two accuracies are farther apart. */
  private static final int ALL_POINTS = 100;

  private final List<Pair> pairs;
  private final int unpaired;

  private PairsText(Pairs family) {
    this.pairs = family.pairs();
    this.unpaired = family.unpaired();
  }

  /** Nothing if there is no pair. */
  static String of(Report report) {
    return new PairsText(report.models()).text() + new PairsText(report.engines()).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    if (!pairs.isEmpty()) {
      text.append(System.lineSeparator()).append(table()).append(System.lineSeparator());
      sentences().forEach(line -> text.append(line).append(System.lineSeparator()));
    }
    if (unpaired > 0) {
      text.append("Not compared, since they have no seed in common: ")
          .append(pairs(unpaired))
          .append('.')
          .append(System.lineSeparator());
    }
    return text.toString();
  }

  private String table() {
    TextTable table =
        new TextTable(
            "first", "second", "both", "seeds", "difference", "p", "p (Holm)", "detectable");
    for (Pair tested : pairs) {
      Outcome outcome = tested.outcome();
      PairedComparison pair = outcome.comparison();
      table.row(
          ownName(pair.first(), pair.second()),
          ownName(pair.second(), pair.first()),
          commonName(pair),
          pair.seeds().size(),
          difference(pair),
          Cell.probability(p(outcome)).shown(),
          Cell.probability(outcome.adjustedPValue()).shown(),
          Cell.detectable(tested.detectableDifference()).shown());
    }
    return table.render();
  }

  private List<String> sentences() {
    List<Outcome> outcomes = pairs.stream().map(Pair::outcome).toList();
    List<Outcome> real = outcomes.stream().filter(Outcome::isSignificant).toList();
    List<Pair> unseen =
        pairs.stream()
            .filter(pair -> pair.outcome().test().isPresent())
            .filter(pair -> !pair.outcome().isSignificant())
            .toList();
    List<Outcome> untested = outcomes.stream().filter(o -> o.test().isEmpty()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Difference: final test accuracy of the first minus the second, in percentage points, mean"
            + " ± standard deviation over seeds.");
    if (untested.size() < outcomes.size()) {
      lines.add(
          "p: %s over seeds; p (Holm): corrected for %s; a difference is taken for real up to %s."
              .formatted(method(outcomes), pairs(outcomes.size()), ComparisonFamily.LEVEL));
      lines.add(
          "Detectable: what a true difference had to be to be found with a probability of %.0f %%, were the measured spread the true one."
              .formatted(100 * PairedPower.POWER));
    }
    lines.add("");
    real.forEach(outcome -> lines.add(better(outcome)));
    if (!unseen.isEmpty()) {
      lines.add(
          "No difference is shown to be real in %s. That is no proof of equality: %s"
              .formatted(count(unseen, real.size()), missed(unseen)));
    }
    if (!untested.isEmpty()) {
      lines.add(
          "Not tested: %s, with one seed or differences all alike; more seeds, as in --seeds 5, would tell."
              .formatted(pairs(untested.size())));
    }
    return lines;
  }

  private static String better(Outcome outcome) {
    PairedComparison pair = outcome.comparison();
    boolean first = pair.differences().mean() > 0;
    Replicates better = first ? pair.first() : pair.second();
    Replicates worse = first ? pair.second() : pair.first();
    return String.format(
        Locale.ROOT,
        "%s is better than %s (%s) by %.2f points.",
        ownName(better, worse),
        ownName(worse, better),
        commonName(pair),
        Math.abs(pair.differences().mean()));
  }

  private static String missed(List<Pair> unseen) {
    List<Double> detectable =
        unseen.stream()
            .map(Pair::detectableDifference)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .sorted()
            .toList();
    if (detectable.isEmpty()) {
      return "the measured differences are all alike.";
    }
    double least = detectable.get(0);
    double most = detectable.get(detectable.size() - 1);
    String size =
        least > ALL_POINTS
            ? "of any size"
            : "below %s points%s"
                .formatted(
                    twoDigits(least),
                    most > ALL_POINTS
                        ? ", in some pairs of any size,"
                        : least < most ? " (in some pairs %s)".formatted(twoDigits(most)) : "");
    return "true ones %s are easily missed with so many seeds.".formatted(size);
  }

  private static String count(List<Pair> unseen, int others) {
    return others == 0
        ? (unseen.size() == 1 ? "this pair" : "any of the " + pairs(unseen.size()))
        : pairs(unseen.size());
  }

  private static String pairs(int count) {
    return count == 1 ? "1 pair" : count + " pairs";
  }

  private static String method(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(outcome -> outcome.test().stream())
        .map(test -> test.method() == PairedTest.Method.T ? "paired t-test" : "permutation test")
        .distinct()
        .collect(joining(" or "));
  }

  private static String difference(PairedComparison pair) {
    OptionalDouble deviation = pair.differences().standardDeviation();
    return String.format(Locale.ROOT, "%+.2f", pair.differences().mean())
        + (deviation.isPresent() ? " ± " + twoDigits(deviation.getAsDouble()) : "");
  }

  private static String twoDigits(double points) {
    return String.format(Locale.ROOT, "%.2f", points);
  }

  private static OptionalDouble p(Outcome outcome) {
    return outcome.test().stream().mapToDouble(PairedTest::pValue).findFirst();
  }

  private static String ownName(Replicates group, Replicates other) {
    RunSpec spec = group.first().spec();
    return spec.modelId().equals(other.first().spec().modelId()) ? spec.engine() : spec.modelId();
  }

  private static String commonName(PairedComparison pair) {
    RunSpec spec = pair.first().first().spec();
    return spec.modelId().equals(pair.second().first().spec().modelId())
        ? spec.modelId()
        : spec.engine();
  }
}
