package org.menagerie.api.export;

import java.io.Closeable;
import java.io.IOException;

/** An exported network, run as its users run it. */
public interface Exported extends Closeable {

  /** What runs it, with its version. */
  String runtime();

  /**
   * Computes logits.
   *
   * @param pixels grey levels 0 to 255 of each image, channel by channel, row by row
   * @return {@code [images][classes]}
   * @throws IOException if it cannot be run
   */
  float[][] logits(byte[][] pixels) throws IOException;
}
