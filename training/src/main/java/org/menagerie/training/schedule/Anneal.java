package org.menagerie.training.schedule;

/** A way to interpolate from one value to another. */
enum Anneal {
  COSINE {
    @Override
    double between(double from, double to, double share) {
      return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
    }
  },
  LINEAR {
    @Override
    double between(double from, double to, double share) {
      return from + (to - from) * share;
    }
  };

  /** The value after {@code share} (0 to 1) of the way. */
  abstract double between(double from, double to, double share);
}
