package org.menagerie.reports.chart;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.reports.text.Markup;

/** Writes labels beside points where they hide neither points nor each other, or not at all. */
final class Labels {
  private static final double CHARACTER = 7.2;
  private static final double LINE = 15;
  private static final double POINT = 6;

  private final Markup svg;
  private final Box frame;
  private final List<Box> taken = new ArrayList<>();

  private record Box(double left, double top, double right, double bottom, String anchor) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean holds(Box other) {
      return left <= other.left
          && other.right <= right
          && top <= other.top
          && other.bottom <= bottom;
    }
  }

  Labels(Markup svg, double left, double right, double top, double bottom) {
    this.svg = svg;
    this.frame = new Box(left, top - LINE, right + LINE, bottom, "");
  }

  void keepFree(double x, double y) {
    taken.add(new Box(x - POINT, y - POINT, x + POINT, y + POINT, ""));
  }

  void add(String label, double x, double y) {
    double width = CHARACTER * label.length();
    List<Box> places =
        List.of(
            startingAt(x + 9, y, width),
            endingAt(x - 9, y, width),
            startingAt(x + 7, y - 15, width),
            startingAt(x + 7, y + 15, width),
            endingAt(x - 7, y - 15, width),
            endingAt(x - 7, y + 15, width));
    places.stream()
        .filter(place -> frame.holds(place) && taken.stream().noneMatch(place::meets))
        .findFirst()
        .ifPresent(
            place -> {
              taken.add(place);
              double at = place.anchor.equals("end") ? place.right : place.left;
              svg.text(
                  "text",
                  label,
                  "class",
                  "label " + place.anchor,
                  "x",
                  at,
                  "y",
                  place.bottom - 3.5);
            });
  }

  private static Box startingAt(double left, double middle, double width) {
    return new Box(left, middle - LINE / 2, left + width, middle + LINE / 2, "start");
  }

  private static Box endingAt(double right, double middle, double width) {
    return new Box(right - width, middle - LINE / 2, right, middle + LINE / 2, "end");
  }
}
