package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import org.menagerie.api.metric.MetricFactory;

/** The metric {@code macro_precision}. */
@AutoService(MetricFactory.class)
public final class MacroPrecision extends ClassMetric {
  public MacroPrecision() {
    super(
        "macro_precision",
        "of the images that are taken for a class, the share that are of it; mean over classes");
  }

  @Override
  double of(ClassCounts counts) {
    return counts.precision();
  }
}
