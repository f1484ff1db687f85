package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;

/** The metric {@code accuracy}. */
@AutoService(MetricFactory.class)
public final class Accuracy extends PlainMetric {
  public Accuracy() {
    super("accuracy", "share of images that are classified correctly");
  }

  @Override
  public double of(Predictions predictions) {
    long right = 0;
    for (ClassCounts counts : ClassCounts.of(predictions)) {
      right += counts.right();
    }
    return (double) right / predictions.images();
  }
}
