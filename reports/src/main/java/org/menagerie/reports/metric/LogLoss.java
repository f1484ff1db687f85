package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;

/**
 * The metric {@code log_loss}: as in scikit-learn, no probability counts as less than the distance
 * of 1 from the next larger double.
 */
@AutoService(MetricFactory.class)
public final class LogLoss extends PlainMetric {
  public LogLoss() {
    super("log_loss", "mean cross-entropy; probabilities below 2.2e-16 count as that");
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double highest() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double of(Predictions predictions) {
    double sum = 0;
    for (int i = 0; i < predictions.images(); i++) {
      double probability = predictions.probability(i, predictions.label(i));
      sum -= StrictMath.log(Math.max(probability, Math.ulp(1.0)));
    }
    return sum / predictions.images();
  }
}
