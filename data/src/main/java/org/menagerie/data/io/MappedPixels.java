package org.menagerie.data.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.data.ImageSet;

/**
 * The pixels of images in a file, one after the other from its beginning. The system reads what is
 * asked for and keeps what it has room for; none of it is on the heap. A file must not be cut off
 * while it is in use.
 */
public final class MappedPixels implements ImageSet.Pixels {
  /** A buffer holds up to 2 GB, and this many bytes at most, in whole images. */
  private static final long LARGEST = 1 << 30;

  private final int imageLength;
  private final int imagesPerBuffer;
  private final List<MappedByteBuffer> buffers;

  private MappedPixels(int imageLength, int imagesPerBuffer, List<MappedByteBuffer> buffers) {
    this.imageLength = imageLength;
    this.imagesPerBuffer = imagesPerBuffer;
    this.buffers = List.copyOf(buffers);
  }

  /**
   * Those at the beginning of a file.
   *
   * @param images number of them
   * @param imageLength pixels of each, less than a gigabyte
   * @throws IOException if the file cannot be read, or is too short
   */
  public static MappedPixels of(Path file, long images, int imageLength) throws IOException {
    return of(file, images, imageLength, LARGEST);
  }

  static MappedPixels of(Path file, long images, int imageLength, long largest) throws IOException {
    int perBuffer = (int) (largest / imageLength);
    List<MappedByteBuffer> buffers = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < images * imageLength) {
        throw new EOFException("it is cut off");
      }
      for (long first = 0; first < images; first += perBuffer) {
        long held = Math.min(perBuffer, images - first);
        buffers.add(channel.map(MapMode.READ_ONLY, first * imageLength, held * imageLength));
      }
    }
    return new MappedPixels(imageLength, perBuffer, buffers);
  }

  @Override
  public void copy(int index, byte[] target) {
    ByteBuffer buffer = buffers.get(index / imagesPerBuffer);
    // Moves no position, so that several threads can.
    buffer.get(index % imagesPerBuffer * imageLength, target, 0, imageLength);
  }
}
