package org.menagerie.api.recipe;

import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/**
 * A random change of one 8-bit image. Implementations have no state and may be shared by threads.
 */
@FunctionalInterface
public interface ImageTransform {

  /**
   * Writes the changed image to {@code target}.
   *
   * @param source grey levels 0 to 255, channel by channel, row by row; must not be changed
   * @param target where the result goes; same size, never the same array
   * @param shape {@code [channels, height, width]} of both
   * @param random this image's own stream for this epoch
   */
  void apply(byte[] source, byte[] target, Shape shape, RandomStream random);
}
