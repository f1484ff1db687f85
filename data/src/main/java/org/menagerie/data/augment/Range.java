package org.menagerie.data.augment;

import java.util.List;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;

/** The range of a uniform draw: [{@code low}, {@code high}). */
record Range(double low, double high) {

  /** A number {@code d}, at least 0, which means (-d, d), or a tuple (low, high). */
  static Range angle(Arguments arguments, String name) {
    List<Double> values = arguments.numbers(name);
    return switch (values.size()) {
      case 1 -> symmetric(values.get(0), arguments, name);
      case 2 -> of(values.get(0), values.get(1), arguments, name);
      default ->
          throw arguments.rejected(
              name, arguments.text(name), "a number of degrees or a tuple (low, high)");
    };
  }

  /** A tuple (low, high). */
  static Range pair(Arguments arguments, String name) {
    List<Double> values = arguments.numbers(name);
    if (values.size() != 2) {
      throw arguments.rejected(name, arguments.text(name), "a tuple (low, high)");
    }
    return of(values.get(0), values.get(1), arguments, name);
  }

  /** A tuple (low, high) of numbers above 0. */
  static Range positivePair(Arguments arguments, String name) {
    Range range = pair(arguments, name);
    if (range.low <= 0) {
      throw arguments.rejected(
          name, arguments.text(name), "a tuple (low, high) of numbers above 0");
    }
    return range;
  }

  static Range symmetric(double bound, Arguments arguments, String name) {
    if (bound < 0) {
      throw arguments.rejected(name, arguments.text(name), "at least 0, or a tuple (low, high)");
    }
    return new Range(-bound, bound);
  }

  static Range of(double low, double high, Arguments arguments, String name) {
    if (low > high) {
      throw arguments.rejected(
          name, arguments.text(name), "a tuple (low, high) with low not above high");
    }
    return new Range(low, high);
  }

  double draw(RandomStream random) {
    return random.uniform(low, high);
  }
}
