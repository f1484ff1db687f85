package org.menagerie.api.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.network.Layer;

/** Writes trained networks, and runs what it wrote. */
public interface Exporter {

  /** Whether the format can express a layer by itself; layers inside it are asked one by one. */
  boolean canExpress(Layer layer);

  /**
   * What it has to see before it writes: it writes numbers of fewer bits, so that what it wrote is
   * not the same network, and the answers are compared instead of the logits.
   *
   * @return empty if it writes the same network but for rounding
   */
  default Optional<Calibration> calibration() {
    return Optional.empty();
  }

  /** A choice of ranges of numbers by training images. */
  interface Calibration {
    /** How many images are enough. */
    int images();

    /**
     * The exporter that writes a network by what it has seen.
     *
     * @param pixels grey levels 0 to 255 of training images, channel by channel, row by row
     */
    Exporter by(TrainedNetwork network, byte[][] pixels);
  }

  /**
   * Writes a network all of whose layers it can express.
   *
   * @param file the file that the user named; it does not exist, and its folder does
   * @return all files that were written, that one first, in the same folder
   * @throws IOException if one cannot be written
   */
  List<Path> write(TrainedNetwork network, Path file) throws IOException;

  /**
   * Opens what was written, as other programs do, to see whether it is the same network.
   *
   * @return empty if nothing here can run such a file
   * @throws IOException if it cannot be read
   */
  Optional<Exported> open(TrainedNetwork network, Path file) throws IOException;

  /** What runs {@linkplain #open here} if nothing does: a program, for a sentence with "needs". */
  String needs();
}
