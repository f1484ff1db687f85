package org.menagerie.reports.metric;

import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;

/** A metric without arguments, which makes itself; from 0 to 1 unless it says otherwise. */
abstract class PlainMetric implements MetricFactory, Metric {
  private final String name;
  private final String description;

  PlainMetric(String name, String description) {
    this.name = name;
    this.description = description;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final Metric create(Arguments arguments) {
    return this;
  }

  @Override
  public final Component component() {
    return Component.of(name);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double lowest() {
    return 0;
  }

  @Override
  public double highest() {
    return 1;
  }
}
