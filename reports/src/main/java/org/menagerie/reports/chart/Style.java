package org.menagerie.reports.chart;

/**
 * How a series looks.
 *
 * @param test test data solid and filled, training data dashed and hollow
 * @param colour a class of the {@link Theme}
 * @param marker shape of its points
 */
record Style(boolean test, String colour, Marker marker) {
  private static final Marker[] MARKERS = Marker.values();

  /** The style of the run at an index, if there are several. */
  static Style ofRun(int index, boolean test) {
    return new Style(test, Theme.colour(index), MARKERS[index % MARKERS.length]);
  }

  /** The style for a run on its own, whose colours need not tell it from others. */
  static Style alone(boolean test) {
    return new Style(test, Theme.colour(test ? 0 : 1), test ? Marker.CIRCLE : Marker.SQUARE);
  }

  /** The style that stands for any run. */
  static Style any(boolean test) {
    return new Style(test, "neutral", Marker.CIRCLE);
  }

  String classes(String part) {
    return "%s %s %s".formatted(part, test ? "test" : "train", colour);
  }
}
