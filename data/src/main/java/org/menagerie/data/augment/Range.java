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

  /**
   * A number {@code d}, at least 0, which means as far as {@code d} from the center within the
   * bounds, or a tuple (low, high) within them.
   */
  static Range around(double center, double low, double high, Arguments arguments, String name) {
    List<Double> values = arguments.numbers(name);
    Range range =
        values.size() == 2
            ? of(values.get(0), values.get(1), arguments, name)
            : symmetric(arguments.number(name), arguments, name).shifted(center, low);
    if (range.low < low || range.high > high) {
      throw arguments.rejected(name, arguments.text(name), "within %s and %s".formatted(low, high));
    }
    return range;
  }

  /** The range about another center, as far as it is not below the bound. */
  private Range shifted(double center, double bound) {
    return new Range(Math.max(center + low, bound), center + high);
  }

  /** Whether nothing else than this can be drawn. */
  boolean isOnly(double value) {
    return low == value && high == value;
  }

  double draw(RandomStream random) {
    return random.uniform(low, high);
  }
}
