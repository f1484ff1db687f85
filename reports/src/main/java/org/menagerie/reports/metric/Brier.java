package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;

/**
 * The metric {@code brier}, in the multi-class form of Brier: Verification of forecasts expressed
 * in terms of probability (1950).
 */
@AutoService(MetricFactory.class)
public final class Brier extends PlainMetric {
  public Brier() {
    super(
        "brier",
        "mean over the images of the squared distance between probabilities and truth, 0 to 2");
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double highest() {
    return 2;
  }

  @Override
  public double of(Predictions predictions) {
    double sum = 0;
    for (int i = 0; i < predictions.images(); i++) {
      for (int k = 0; k < predictions.classes(); k++) {
        double error = predictions.probability(i, k) - (k == predictions.label(i) ? 1 : 0);
        sum += error * error;
      }
    }
    return sum / predictions.images();
  }
}
