package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.statistics.Sample;

/**
 * What later reports are held to: for each group of replicates and each metric the mean over seeds,
 * and a threshold that a later mean must not be worse than.
 *
 * @param schemaVersion of its file, see {@link #SCHEMA_VERSION}
 * @param margin by which thresholds of accuracies lie below their means, in percentage points;
 *     without one, the spread over seeds tells
 * @param thresholds at least one
 */
public record Baseline(int schemaVersion, OptionalDouble margin, List<Threshold> thresholds) {
  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** The test accuracy of the final epoch in percent, which every report has. */
  static final String ACCURACY = "test_accuracy";

  public Baseline {
    thresholds = List.copyOf(thresholds);
  }

  /**
   * One metric of one group.
   *
   * @param datasetChecksums SHA-256 of each part of the data
   * @param metric {@code test_accuracy}, which is in percent, or a metric with its arguments
   * @param seeds how many
   * @param mean over seeds
   * @param sd standard deviation over seeds; none of a single one
   * @param threshold that a later mean must not be worse than
   */
  public record Threshold(
      String model,
      String engine,
      String dataset,
      SortedMap<String, String> datasetChecksums,
      String recipe,
      String metric,
      boolean higherIsBetter,
      int seeds,
      double mean,
      OptionalDouble sd,
      double threshold) {

    public Threshold {
      datasetChecksums = new TreeMap<>(datasetChecksums);
    }
  }

  /** A metric of a group. */
  record Measured(Group group, String metric, boolean higherIsBetter, Sample values) {

    /** Accuracies first, then the metrics that the report was asked for. */
    static List<Measured> in(Report report) {
      List<Measured> all = new ArrayList<>();
      for (Group group : groups(report)) {
        all.add(new Measured(group, ACCURACY, true, group.measured(Protocol.FINAL).accuracy()));
      }
      for (MetricFindings.OfGroup of : report.metrics().groups()) {
        if (of.group().replicates().folds().isEmpty()) {
          all.add(new Measured(of.group(), of.metric(), of.higherIsBetter(), of.values()));
        }
      }
      return all;
    }

    /** Folds differ by more than their seed. */
    static List<Group> groups(Report report) {
      return report.groups().stream()
          .filter(group -> group.replicates().folds().isEmpty())
          .toList();
    }
  }

  /**
   * The baseline that a report sets. A threshold is the mean less the margin where there is one.
   * Else, and for other metrics than accuracy, it is where the mean of as many later runs, drawn
   * like these, lies with a probability of 95 % for all thresholds together: a one-sided prediction
   * limit at the level of Bonferroni.
   *
   * @throws MenagerieException if there is no group that could be held to, or one whose spread is
   *     needed and not known
   */
  public static Baseline of(Report report, OptionalDouble margin) {
    List<Measured> measured = Measured.in(report);
    if (measured.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "These runs set no baseline, since all of them hold out folds; take some that are trained on all images.");
    }
    double level = ComparisonFamily.LEVEL / measured.size();
    return new Baseline(
        SCHEMA_VERSION,
        margin,
        measured.stream()
            .map(
                one ->
                    threshold(
                        one, one.metric.equals(ACCURACY) ? margin : OptionalDouble.empty(), level))
            .toList());
  }

  private static Threshold threshold(Measured measured, OptionalDouble margin, double level) {
    Sample values = measured.values;
    double distance =
        margin.isPresent()
            ? margin.getAsDouble()
            : values.distanceOfLaterMean(level).orElseThrow(() -> spreadUnknown(measured));
    Group group = measured.group;
    return new Threshold(
        group.spec().modelId(),
        group.spec().engine(),
        group.dataset(),
        group.first().provenance().datasetChecksums(),
        group.recipe(),
        measured.metric,
        measured.higherIsBetter,
        values.size(),
        values.mean(),
        values.standardDeviation(),
        measured.higherIsBetter ? values.mean() - distance : values.mean() + distance);
  }

  private static MenagerieException spreadUnknown(Measured measured) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT,
        "%s has one seed, whose %s does not tell how much that of others differs; train more seeds, or %s."
            .formatted(
                measured.group.name(),
                measured.metric.equals(ACCURACY) ? "accuracy" : measured.metric,
                measured.metric.equals(ACCURACY)
                    ? "say it with --margin, as in --margin 0.1"
                    : "leave out --metric"));
  }

  /** The metrics, beside the accuracy, that a report needs to be held to this; each once. */
  public List<String> metrics() {
    return thresholds.stream()
        .map(Threshold::metric)
        .filter(metric -> !metric.equals(ACCURACY))
        .distinct()
        .toList();
  }
}
