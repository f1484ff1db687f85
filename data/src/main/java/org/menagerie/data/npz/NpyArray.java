package org.menagerie.data.npz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.data.own.DataProblem;
import org.menagerie.data.own.LabelCheck;

/**
 * One array in memory, of whole numbers in the order of C.
 *
 * @param file the archive
 * @param name that the archive has for it
 * @param contents as stored
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and large.
record NpyArray(Path file, String name, NpyHeader header, byte[] contents) {
  private static final int COLOURS = 3;

  /**
   * Reads an array without trusting its numbers: memory is allocated only as contents arrive.
   *
   * @throws org.menagerie.api.error.MenagerieException if it holds other things than whole numbers,
   *     or more or less than it says
   */
  static NpyArray read(Path file, String name, InputStream in) throws IOException {
    NpyHeader header = NpyHeader.read(file, name, in);
    int length = header.bytes(file, name);
    byte[] contents = in.readNBytes(length);
    if (contents.length < length || in.read() >= 0) {
      throw DataProblem.corrupt(
          file,
          "has an array %s of %s that is %s"
              .formatted(
                  name,
                  header.shapeText(),
                  contents.length < length ? "cut off" : "longer than it says"));
    }
    return new NpyArray(file, name, header, contents);
  }

  /** Length of its first axis. */
  int size() {
    return header.shape().get(0);
  }

  /**
   * The images, of shape [n, height, width], [n, height, width, channels] or [n, channels, height,
   * width] with 1 or 3 channels.
   *
   * @param labels of them
   */
  ImageSet images(int[] labels) {
    if (!header.type().equals("u1")) {
      throw DataProblem.corrupt(
          file,
          "has images in %s of type %s: save them as uint8, with levels from 0 to 255"
              .formatted(name, header.typeText()));
    }
    List<Integer> shape = header.shape();
    boolean colours = shape.size() == 4;
    if (shape.size() == 3) {
      return new ImageSet(Shape.image(1, shape.get(1), shape.get(2)), contents, labels);
    }
    if (colours && areChannels(shape.get(3))) {
      Shape image = Shape.image(shape.get(3), shape.get(1), shape.get(2));
      return new ImageSet(image, byChannels(image), labels);
    }
    if (colours && areChannels(shape.get(1))) {
      return new ImageSet(Shape.image(shape.get(1), shape.get(2), shape.get(3)), contents, labels);
    }
    throw DataProblem.corrupt(
        file,
        "has images in %s of shape %s, where [n, height, width] or [n, height, width, 3] is expected"
            .formatted(name, header.shapeText()));
  }

  private static boolean areChannels(int length) {
    return length == 1 || length == COLOURS;
  }

  private byte[] byChannels(Shape shape) {
    int channels = shape.channels();
    if (channels == 1) {
      return contents;
    }
    int plane = shape.height() * shape.width();
    int length = plane * channels;
    byte[] sorted = new byte[contents.length];
    for (int i = 0; i < sorted.length; i++) {
      int at = i % length;
      sorted[i] = contents[i - at + at % plane * channels + at / plane];
    }
    return sorted;
  }

  /** The labels, of shape [n] or [n, 1] and any type of whole numbers. */
  int[] labels() {
    List<Integer> shape = header.shape();
    if (shape.size() > 2 || (shape.size() == 2 && shape.get(1) != 1)) {
      throw DataProblem.corrupt(
          file,
          "has labels in %s of shape %s, where one label for each image, [n], is expected"
              .formatted(name, header.shapeText()));
    }
    ByteBuffer numbers = ByteBuffer.wrap(contents).order(header.order());
    int[] labels = new int[size()];
    for (int i = 0; i < labels.length; i++) {
      long label = number(numbers);
      LabelCheck.require(file, label, labels.length, "of image %d in %s".formatted(i, name));
      labels[i] = (int) label;
    }
    return labels;
  }

  private long number(ByteBuffer numbers) {
    return switch (header.type()) {
      case "u1", "b1" -> Byte.toUnsignedLong(numbers.get());
      case "i1" -> numbers.get();
      case "u2" -> Short.toUnsignedLong(numbers.getShort());
      case "i2" -> numbers.getShort();
      case "u4" -> Integer.toUnsignedLong(numbers.getInt());
      case "i4" -> numbers.getInt();
      // One beyond the signed range is negative here, and refused as that.
      default -> numbers.getLong();
    };
  }
}
