package org.menagerie.data.idx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.data.io.MeasuredStream;

/** The images of one IDX file, without the file of their labels. */
public final class IdxImages {
  private IdxImages() {}

  /** Whether a file begins, unpacked, as one with images does. */
  public static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (MeasuredStream in = MeasuredStream.open(file)) {
      byte[] start = in.readNBytes(Integer.BYTES);
      return start.length == Integer.BYTES
          && ByteBuffer.wrap(start).getInt() == IdxKind.IMAGES.magic();
    } catch (IOException e) {
      // Whoever reads it as something else will say what is wrong.
      return false;
    }
  }

  /**
   * Reads a file, packed or not.
   *
   * @return its images, all with label 0
   * @throws org.menagerie.api.error.MenagerieException if it cannot be read or is damaged
   */
  public static ImageSet read(Path file) {
    IdxFile read =
        IdxFile.read(
            new IdxSource(file, () -> MeasuredStream.openUnhashed(file)),
            IdxPart.TEST_IMAGES.kinds());
    int[] sizes = read.sizes();
    return new ImageSet(Shape.image(1, sizes[1], sizes[2]), read.contents(), new int[read.count()]);
  }
}
