package org.menagerie.runner.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.recipe.Component;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.catalog.Catalog;
import picocli.CommandLine.Option;

/**
 * What a report asks of its runs beyond their accuracies: {@code --metric}, {@code --bootstrap},
 * {@code --margin} and {@code --threshold}.
 */
public final class EvidenceOptions {
  private static final double ALL_POINTS = 100;

  /** With fewer, the ends of 95 % intervals are those of the outermost resamples. */
  private static final int FEWEST_RESAMPLES = 100;

  private static final int MOST_RESAMPLES = 100_000;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = {
        "Compare models by this metric as well, from the probabilities",
        "that runs keep of their test; can be repeated. See",
        "\"runner list metrics\"."
      })
  private List<String> metrics = List.of();

  @Option(
      names = "--bootstrap",
      paramLabel = "RESAMPLES",
      description = {
        "Intervals of each --metric, or else of accuracy, over seeds and test images:",
        "so many times both are drawn anew, such as 1000."
      })
  private @Nullable Integer bootstrap;

  @Option(
      names = "--margin",
      paramLabel = "POINTS",
      description = {
        "Percentage points of accuracy that do not matter, such as 0.1:",
        "also test which models and engines are equally good."
      })
  private @Nullable Double margin;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = {
        "An accuracy in percent, such as 99: also tell how many epochs, seconds",
        "and images models take to it."
      })
  private @Nullable Double threshold;

  /**
   * Refuses what cannot be answered, before anything is read or trained.
   *
   * @throws MenagerieException if there is no such metric, an argument is not allowed, or margin,
   *     threshold or resamples are none
   */
  public void require(Catalog catalog) {
    metrics(catalog);
    if (margin != null && !(margin > 0 && margin <= ALL_POINTS)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--margin must be percentage points above 0 and up to 100, such as 0.1, not %s."
              .formatted(margin));
    }
    if (bootstrap != null && !(bootstrap >= FEWEST_RESAMPLES && bootstrap <= MOST_RESAMPLES)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--bootstrap must be a number of resamples from 100 to 100000, such as 1000, not %d."
              .formatted(bootstrap));
    }
    if (threshold != null && !(threshold > 0 && threshold <= ALL_POINTS)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--threshold must be an accuracy in percent above 0 and up to 100, such as 99, not %s."
              .formatted(threshold));
    }
  }

  /**
   * Refuses a table that would have no row, whatever the runs.
   *
   * @throws MenagerieException if the table is one of what was not asked for
   */
  public void requireFor(String table) {
    if (List.of("crossings", "survival").contains(table) && threshold == null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--table %s needs an accuracy to reach, as in --threshold 99.".formatted(table));
    }
    if (List.of("metrics", "metric_pairs").contains(table)
        && metrics.isEmpty()
        && bootstrap == null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--table %s needs a metric, as in --metric macro_f1.".formatted(table));
    }
  }

  /** Whether it asks for tables of their own. */
  public boolean addsTables() {
    return !metrics.isEmpty() || bootstrap != null || threshold != null;
  }

  /** In percentage points, if it was given. */
  public OptionalDouble margin() {
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin);
  }

  private List<Metric> metrics(Catalog catalog) {
    return metrics(metrics, catalog);
  }

  private static List<Metric> metrics(List<String> names, Catalog catalog) {
    Map<Component, Metric> named = new LinkedHashMap<>();
    names.stream()
        .map(Component::parse)
        .map(catalog::metric)
        .forEach(metric -> named.putIfAbsent(metric.component(), metric));
    return List.copyOf(named.values());
  }

  /** The report with what was asked for. */
  public Report applied(Report report, Catalog catalog) {
    return applied(report, catalog, List.of());
  }

  /**
   * The report with what was asked for.
   *
   * @param further metrics that it needs besides
   */
  public Report applied(Report report, Catalog catalog, List<String> further) {
    List<String> asked = metrics.isEmpty() && bootstrap != null ? List.of("accuracy") : metrics;
    List<String> all = Stream.concat(asked.stream(), further.stream()).toList();
    Report measured = report.withMetrics(metrics(all, catalog), bootstrap == null ? 0 : bootstrap);
    Report timed = threshold == null ? measured : measured.withThreshold(threshold);
    return margin == null ? timed : timed.withMargin(margin);
  }
}
