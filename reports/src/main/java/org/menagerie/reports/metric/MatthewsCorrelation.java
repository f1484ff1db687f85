package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;

/**
 * The metric {@code matthews_corrcoef}, for many classes as in Gorodkin: Comparing two K-category
 * assignments by a K-category correlation coefficient (2004); 0 where either has no variance.
 */
@AutoService(MetricFactory.class)
public final class MatthewsCorrelation extends PlainMetric {
  public MatthewsCorrelation() {
    super("matthews_corrcoef", "correlation of classes and answers, -1 to 1");
  }

  @Override
  public double lowest() {
    return -1;
  }

  @Override
  public double of(Predictions predictions) {
    double images = predictions.images();
    double right = 0;
    double both = 0;
    double answers = 0;
    double labels = 0;
    for (ClassCounts counts : ClassCounts.of(predictions)) {
      right += counts.right();
      both += (double) counts.answered() * counts.images();
      answers += (double) counts.answered() * counts.answered();
      labels += (double) counts.images() * counts.images();
    }
    double variances = (images * images - answers) * (images * images - labels);
    return variances == 0 ? 0 : (right * images - both) / Math.sqrt(variances);
  }
}
