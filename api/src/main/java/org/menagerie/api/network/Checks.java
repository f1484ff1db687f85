package org.menagerie.api.network;

/** Argument checks of the layer records. */
final class Checks {
  private Checks() {}

  static void positive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }

  static void notNegative(int value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }

  static void positive(double value, String name) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }

  /** Whether groups share out the channels of a layer's input evenly. */
  static void divides(int groups, Shape input) {
    if (input.channels() % groups != 0) {
      throw new IllegalArgumentException(
          "needs a number of channels that its %d groups divide but gets %s"
              .formatted(groups, input));
    }
  }
}
