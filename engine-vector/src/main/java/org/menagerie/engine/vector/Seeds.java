package org.menagerie.engine.vector;

import org.menagerie.api.random.RandomStream;

/** Where the random choices of an image come from. */
final class Seeds {
  private Seeds() {}

  static int of(long seed, int image) {
    return (int) RandomStream.of(seed, "dropout", image).nextLong();
  }
}
