package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.Predictions;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.statistics.Difference;
import org.menagerie.reports.statistics.DifferenceTest;
import org.menagerie.reports.statistics.Holm;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.TestProbabilities;

/**
 * What runs say by metrics of one's choice, from the probabilities of the final test that they
 * keep. Models are compared as by accuracy: over the seeds that both have, by Welch's t-test, with
 * Holm's correction over the pairs of each metric.
 *
 * @param groups by metric, and by group of replicates; without those that keep nothing
 * @param pairs by metric, of the pairs of models that are compared by accuracy
 * @param remarks sentences on what was left out
 */
public record MetricFindings(List<OfGroup> groups, List<OfPair> pairs, List<String> remarks) {
  /** Those of a report that no metric was asked of. */
  static final MetricFindings NONE = new MetricFindings(List.of(), List.of(), List.of());

  private static final int MOST_NAMED = 5;

  public MetricFindings {
    groups = List.copyOf(groups);
    pairs = List.copyOf(pairs);
    remarks = List.copyOf(remarks);
  }

  /**
   * One metric of one group of replicates.
   *
   * @param metric as it is written, with its arguments
   * @param higherIsBetter whether the group of the higher value is the better one
   * @param interval 95 % confidence interval of the mean (t), as far as the metric can have such
   *     values
   * @param seeds of the runs that have a value, in ascending order
   * @param values in their order
   */
  public record OfGroup(
      Group group,
      String metric,
      boolean higherIsBetter,
      Optional<Interval> interval,
      List<Long> seeds,
      Sample values) {

    /** The values of some of its seeds. */
    Sample of(List<Long> chosen) {
      return new Sample(
          chosen.stream().map(seed -> values.values().get(seeds.indexOf(seed))).toList());
    }
  }

  /**
   * Two groups by one metric.
   *
   * @param seeds that both have
   * @param difference the first's mean minus the second's
   * @param test none where there is nothing to test
   * @param adjustedPValue corrected for all pairs of the metric
   */
  public record OfPair(
      OfGroup first,
      OfGroup second,
      List<Long> seeds,
      Difference difference,
      Optional<DifferenceTest> test,
      OptionalDouble adjustedPValue) {

    /** Whether the difference is taken for real. */
    public boolean isSignificant() {
      return adjustedPValue.orElse(1) <= ComparisonFamily.LEVEL;
    }

    /** The group with the better mean, whether that is the higher or the lower one. */
    public Group better() {
      return difference.mean() > 0 == first.higherIsBetter() ? first.group() : second.group();
    }

    /** The other one. */
    public Group worse() {
      return better().equals(first.group()) ? second.group() : first.group();
    }
  }

  /**
   * Those of a report.
   *
   * @param runs all of them, with their folders
   */
  static MetricFindings of(
      List<StoredRun> runs, List<Group> groups, Pairs models, List<Metric> metrics) {
    IdentityHashMap<RunResult, RunFolder> folders = new IdentityHashMap<>();
    runs.forEach(run -> folders.put(run.result(), run.folder()));
    List<String> remarks = new ArrayList<>();
    List<String> without = new ArrayList<>();
    // By metric, then by the number of the group.
    List<Map<Integer, OfGroup>> known = new ArrayList<>();
    metrics.forEach(metric -> known.add(new TreeMap<>()));
    for (Group group : groups) {
      Values values = new Values(group, metrics);
      for (RunResult run : group.replicates().runs()) {
        RunFolder folder = folders.get(run);
        if (folder != null) {
          values.add(run, folder, remarks);
        }
      }
      if (values.lacking > 0) {
        without.add(group.name());
      }
      for (int m = 0; m < metrics.size(); m++) {
        @Nullable OfGroup found = values.of(m);
        if (found != null) {
          known.get(m).put(group.number(), found);
        }
      }
    }
    if (!without.isEmpty()) {
      remarks.add(lacking(without, metrics));
    }
    return new MetricFindings(
        known.stream().flatMap(ofGroups -> ofGroups.values().stream()).toList(),
        known.stream().flatMap(ofGroups -> pairs(models, ofGroups).stream()).toList(),
        remarks);
  }

  private static String lacking(List<String> without, List<Metric> metrics) {
    String names = without.stream().limit(MOST_NAMED).collect(joining(", "));
    return "Without a part in %s, since they keep no probabilities of their test images (as those of earlier versions, and of very large tests): runs of %s%s."
        .formatted(
            metrics.stream().map(metric -> metric.component().toString()).collect(joining(", ")),
            names,
            without.size() > MOST_NAMED
                ? " and of %d more".formatted(without.size() - MOST_NAMED)
                : "");
  }

  /** The values of one group, run by run. */
  private static final class Values {
    private final Group group;
    private final List<Metric> metrics;
    private final List<List<Long>> seeds = new ArrayList<>();
    private final List<List<Double>> values = new ArrayList<>();
    private int lacking;

    Values(Group group, List<Metric> metrics) {
      this.group = group;
      this.metrics = metrics;
      metrics.forEach(
          metric -> {
            seeds.add(new ArrayList<>());
            values.add(new ArrayList<>());
          });
    }

    void add(RunResult run, RunFolder folder, List<String> remarks) {
      try {
        Optional<TestProbabilities> kept = TestProbabilities.read(folder, run.testOutcome());
        if (kept.isEmpty()) {
          lacking++;
          return;
        }
        Predictions predictions = kept.get().predictions();
        for (int m = 0; m < metrics.size(); m++) {
          double value = metrics.get(m).of(predictions);
          if (Double.isFinite(value)) {
            seeds.get(m).add(run.spec().seed());
            values.get(m).add(value);
          }
        }
      } catch (MenagerieException e) {
        remarks.add(String.valueOf(e.getMessage()));
      }
    }

    @Nullable OfGroup of(int m) {
      if (values.get(m).isEmpty()) {
        return null;
      }
      Metric metric = metrics.get(m);
      Sample sample = new Sample(values.get(m));
      return new OfGroup(
          group,
          metric.component().toString(),
          metric.higherIsBetter(),
          sample.meanInterval().map(interval -> interval.within(metric.lowest(), metric.highest())),
          List.copyOf(seeds.get(m)),
          sample);
    }
  }

  private static List<OfPair> pairs(Pairs models, Map<Integer, OfGroup> known) {
    List<OfPair> pairs = new ArrayList<>();
    for (Pair pair : models.pairs()) {
      OfGroup first = known.get(pair.first().number());
      OfGroup second = known.get(pair.second().number());
      if (first == null || second == null) {
        continue;
      }
      List<Long> seeds = first.seeds().stream().filter(second.seeds()::contains).toList();
      if (!seeds.isEmpty()) {
        Sample one = first.of(seeds);
        Sample other = second.of(seeds);
        pairs.add(
            new OfPair(
                first,
                second,
                seeds,
                Difference.independent(one, other),
                DifferenceTest.independent(one, other),
                OptionalDouble.empty()));
      }
    }
    return corrected(pairs);
  }

  /** Pairs with one seed were never a chance of a false discovery, and do not count. */
  private static List<OfPair> corrected(List<OfPair> pairs) {
    Iterator<Double> adjusted =
        Holm.adjusted(
                pairs.stream()
                    .filter(pair -> pair.seeds().size() > 1)
                    .map(pair -> pair.test().map(DifferenceTest::pValue).orElse(1.0))
                    .toList())
            .iterator();
    List<OfPair> corrected = new ArrayList<>();
    for (OfPair pair : pairs) {
      double p = pair.seeds().size() > 1 ? adjusted.next() : 1;
      corrected.add(
          new OfPair(
              pair.first(),
              pair.second(),
              pair.seeds(),
              pair.difference(),
              pair.test(),
              pair.test().isPresent() ? OptionalDouble.of(p) : OptionalDouble.empty()));
    }
    return corrected;
  }
}
