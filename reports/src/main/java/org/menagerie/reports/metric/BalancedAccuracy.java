package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;

/** The metric {@code balanced_accuracy}: classes without an image do not count. */
@AutoService(MetricFactory.class)
public final class BalancedAccuracy extends PlainMetric {
  public BalancedAccuracy() {
    super(
        "balanced_accuracy",
        "mean over the classes of the share of their images that are classified correctly");
  }

  @Override
  public double of(Predictions predictions) {
    return Arrays.stream(ClassCounts.of(predictions))
        .filter(counts -> counts.images() > 0)
        .mapToDouble(counts -> (double) counts.right() / counts.images())
        .average()
        .orElse(Double.NaN);
  }
}
