package org.menagerie.reports.metric;

import com.google.auto.service.AutoService;
import org.menagerie.api.metric.MetricFactory;

/** The metric {@code macro_f1}. */
@AutoService(MetricFactory.class)
public final class MacroF1 extends ClassMetric {
  public MacroF1() {
    super("macro_f1", "harmonic mean of precision and recall of a class; mean over classes");
  }

  @Override
  double of(ClassCounts counts) {
    return counts.f1();
  }
}
