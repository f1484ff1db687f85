package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;

/** The metric {@code cohen_kappa}; it is not defined if there is one class only. */
@AutoService(MetricFactory.class)
public final class CohenKappa extends PlainMetric {
  public CohenKappa() {
    super(
        "cohen_kappa",
        "agreement beyond what the frequencies of classes and answers give by chance");
  }

  @Override
  public double lowest() {
    return -1;
  }

  @Override
  public double of(Predictions predictions) {
    double images = predictions.images();
    double agreed = 0;
    double expected = 0;
    for (ClassCounts counts : ClassCounts.of(predictions)) {
      agreed += counts.right() / images;
      expected += counts.answered() / images * (counts.images() / images);
    }
    return expected == 1 ? Double.NaN : (agreed - expected) / (1 - expected);
  }
}
