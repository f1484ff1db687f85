package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import org.menagerie.api.metric.MetricFactory;

/** The metric {@code macro_recall}. */
@AutoService(MetricFactory.class)
public final class MacroRecall extends ClassMetric {
  public MacroRecall() {
    super(
        "macro_recall",
        "of the images of a class, the share that are taken for it; mean over classes");
  }

  @Override
  double of(ClassCounts counts) {
    return counts.recall();
  }
}
