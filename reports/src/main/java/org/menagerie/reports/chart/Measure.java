package org.menagerie.reports.chart;

/** What models are good at or cost, as an axis of a {@link CostChart}. */
public enum Measure {
  ACCURACY("final test accuracy", "%.2f %%"),
  PARAMETERS("trained parameters", "%,.0f parameters"),
  MULTIPLY_ACCUMULATES("multiply-accumulates of an image", "%,.0f multiply-accumulates"),
  SECONDS("seconds of training per epoch", "%.2f s per epoch"),
  MEMORY("peak memory in MiB", "%,.0f MiB");

  private final String title;
  private final String format;

  Measure(String title, String format) {
    this.title = title;
    this.format = format;
  }

  /** As an axis has it. */
  public String title() {
    return title;
  }

  /** A value with its unit, as a format of {@link java.util.Formatter}. */
  String format() {
    return format;
  }

  /** A value's goodness: of two values, the better one has more of it. */
  double goodness(double value) {
    return this == ACCURACY ? value : -value;
  }
}
