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
import java.util.stream.IntStream;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.Predictions;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.statistics.CrossedBootstrap;
import org.menagerie.reports.statistics.CrossedBootstrap.Centre;
import org.menagerie.reports.statistics.CrossedBootstrap.Resampled;
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
   * @param bootstrap over seeds and images, if it was asked for
   */
  public record OfGroup(
      Group group,
      String metric,
      boolean higherIsBetter,
      Optional<Interval> interval,
      List<Long> seeds,
      Sample values,
      Optional<Bootstrap> bootstrap) {

    /** The values of some of its seeds. */
    Sample of(List<Long> chosen) {
      return new Sample(
          chosen.stream().map(seed -> values.values().get(seeds.indexOf(seed))).toList());
    }
  }

  /**
   * 95 % intervals over seeds and test images, see {@link CrossedBootstrap}; none where nothing
   * varies, or the metric is seldom defined.
   *
   * @param mean of the mean over seeds, or of the difference of means
   * @param median of the median, or of the difference of medians
   */
  public record Bootstrap(Optional<Interval> mean, Optional<Interval> median) {

    static Bootstrap of(Metric metric, List<Resampled> runs) {
      return new Bootstrap(
          within(metric, CrossedBootstrap.interval(Centre.MEAN, runs)),
          within(metric, CrossedBootstrap.interval(Centre.MEDIAN, runs)));
    }

    private static Optional<Interval> within(Metric metric, Optional<Interval> interval) {
      return interval.map(known -> known.within(metric.lowest(), metric.highest()));
    }

    static Bootstrap ofDifference(List<Resampled> first, List<Resampled> second) {
      return new Bootstrap(
          CrossedBootstrap.difference(Centre.MEAN, first, second),
          CrossedBootstrap.difference(Centre.MEDIAN, first, second));
    }
  }

  /**
   * Two groups by one metric.
   *
   * @param seeds that both have
   * @param difference the first's mean minus the second's
   * @param test none where there is nothing to test
   * @param adjustedPValue corrected for all pairs of the metric
   * @param bootstrap over seeds and images, if it was asked for
   */
  public record OfPair(
      OfGroup first,
      OfGroup second,
      List<Long> seeds,
      Difference difference,
      Optional<DifferenceTest> test,
      OptionalDouble adjustedPValue,
      Optional<Bootstrap> bootstrap) {

    /** The first's median minus the second's, over the seeds that both have. */
    public double differenceOfMedians() {
      return Centre.MEDIAN.of(first.of(seeds)) - Centre.MEDIAN.of(second.of(seeds));
    }

    private OfPair adjusted(double p) {
      return new OfPair(
          first,
          second,
          seeds,
          difference,
          test,
          test.isPresent() ? OptionalDouble.of(p) : OptionalDouble.empty(),
          bootstrap);
    }

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
   * @param resamples of the bootstrap; with 0 there is none
   */
  static MetricFindings of(
      List<StoredRun> runs, List<Group> groups, Pairs models, List<Metric> metrics, int resamples) {
    IdentityHashMap<RunResult, RunFolder> folders = new IdentityHashMap<>();
    runs.forEach(run -> folders.put(run.result(), run.folder()));
    List<String> remarks = new ArrayList<>();
    List<String> without = new ArrayList<>();
    // By metric, then by the number of the group.
    List<Map<Integer, Known>> known = new ArrayList<>();
    metrics.forEach(metric -> known.add(new TreeMap<>()));
    for (Group group : groups) {
      Values values = new Values(group, metrics, resamples);
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
        Map<Integer, Known> ofMetric = known.get(m);
        values.of(m).ifPresent(found -> ofMetric.put(group.number(), found));
      }
    }
    if (!without.isEmpty()) {
      remarks.add(lacking(without, metrics));
    }
    return new MetricFindings(
        known.stream().flatMap(ofGroups -> ofGroups.values().stream()).map(Known::group).toList(),
        known.stream().flatMap(ofGroups -> pairs(models, ofGroups).stream()).toList(),
        remarks);
  }

  /** A metric of a group, and what it is on resamples of the images, run by run; maybe nothing. */
  private record Known(OfGroup group, List<Resampled> runs) {
    List<Resampled> of(List<Long> seeds) {
      return seeds.stream().map(seed -> runs.get(group.seeds().indexOf(seed))).toList();
    }
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
    private final int resamples;
    private final List<List<Long>> seeds = new ArrayList<>();
    private final List<List<Double>> values = new ArrayList<>();
    private final List<List<Resampled>> resampled = new ArrayList<>();
    private int lacking;

    Values(Group group, List<Metric> metrics, int resamples) {
      this.group = group;
      this.metrics = metrics;
      this.resamples = resamples;
      metrics.forEach(
          metric -> {
            seeds.add(new ArrayList<>());
            values.add(new ArrayList<>());
            resampled.add(new ArrayList<>());
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
        double[] whole = metrics.stream().mapToDouble(metric -> metric.of(predictions)).toArray();
        double[][] onResamples = onResamples(predictions);
        for (int m = 0; m < metrics.size(); m++) {
          if (Double.isFinite(whole[m])) {
            seeds.get(m).add(run.spec().seed());
            values.get(m).add(whole[m]);
            resampled.get(m).add(new Resampled(whole[m], onResamples[m]));
          }
        }
      } catch (MenagerieException e) {
        remarks.add(String.valueOf(e.getMessage()));
      }
    }

    /** By metric, then by resample; on all processors, for there are many. */
    private double[][] onResamples(Predictions predictions) {
      double[][] figures = new double[metrics.size()][resamples];
      IntStream.range(0, resamples)
          .parallel()
          .forEach(
              b -> {
                Predictions drawn =
                    predictions.of(CrossedBootstrap.images(b, predictions.images()));
                for (int m = 0; m < figures.length; m++) {
                  figures[m][b] = metrics.get(m).of(drawn);
                }
              });
      return figures;
    }

    Optional<Known> of(int m) {
      if (values.get(m).isEmpty()) {
        return Optional.empty();
      }
      Metric metric = metrics.get(m);
      Sample sample = new Sample(values.get(m));
      List<Resampled> runs = List.copyOf(resampled.get(m));
      OfGroup of =
          new OfGroup(
              group,
              metric.component().toString(),
              metric.higherIsBetter(),
              sample
                  .meanInterval()
                  .map(interval -> interval.within(metric.lowest(), metric.highest())),
              List.copyOf(seeds.get(m)),
              sample,
              resamples == 0 ? Optional.empty() : Optional.of(Bootstrap.of(metric, runs)));
      return Optional.of(new Known(of, runs));
    }
  }

  private static List<OfPair> pairs(Pairs models, Map<Integer, Known> known) {
    List<OfPair> pairs = new ArrayList<>();
    for (Pair pair : models.pairs()) {
      Known first = known.get(pair.first().number());
      Known second = known.get(pair.second().number());
      if (first == null || second == null) {
        continue;
      }
      List<Long> seeds =
          first.group.seeds().stream().filter(second.group.seeds()::contains).toList();
      if (!seeds.isEmpty()) {
        Sample one = first.group.of(seeds);
        Sample other = second.group.of(seeds);
        pairs.add(
            new OfPair(
                first.group,
                second.group,
                seeds,
                Difference.independent(one, other),
                DifferenceTest.independent(one, other),
                OptionalDouble.empty(),
                first
                    .group
                    .bootstrap()
                    .map(asked -> Bootstrap.ofDifference(first.of(seeds), second.of(seeds)))));
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
    return pairs.stream()
        .map(pair -> pair.adjusted(pair.seeds().size() > 1 ? adjusted.next() : 1))
        .toList();
  }
}
