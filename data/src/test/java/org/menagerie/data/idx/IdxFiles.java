package org.menagerie.data.idx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Makes small IDX files. */
public final class IdxFiles {
  private IdxFiles() {}

  /** A file with any magic number, sizes and contents. */
  public static byte[] file(int magic, int[] sizes, byte... contents) {
    byte[] file = new byte[Integer.BYTES * (1 + sizes.length) + contents.length];
    ByteBuffer buffer = ByteBuffer.wrap(file).putInt(magic);
    for (int size : sizes) {
      buffer.putInt(size);
    }
    buffer.put(contents);
    return file;
  }

  /** Images whose pixels are numbered from {@code first} on. */
  public static byte[] images(int count, int rows, int columns, int first) {
    byte[] pixels = new byte[count * rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (first + i);
    }
    return file(0x803, new int[] {count, rows, columns}, pixels);
  }

  public static byte[] labels(int... labels) {
    byte[] contents = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      contents[i] = (byte) labels[i];
    }
    return file(0x801, new int[] {labels.length}, contents);
  }

  public static byte[] packed(byte[] contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(contents);
    }
    return bytes.toByteArray();
  }

  /** Three training and two test images of 2x3, packed. */
  public static void writeSmallSet(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train-images-idx3-ubyte.gz", packed(images(3, 2, 3, 0)));
    write(folder, "train-labels-idx1-ubyte.gz", packed(labels(5, 0, 9)));
    write(folder, "t10k-images-idx3-ubyte.gz", packed(images(2, 2, 3, 250)));
    write(folder, "t10k-labels-idx1-ubyte.gz", packed(labels(7, 2)));
  }

  static void write(Path folder, String name, byte[] contents) throws IOException {
    Files.write(folder.resolve(name), contents);
  }
}
