package org.menagerie.data.npz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.menagerie.data.own.DataProblem;

/**
 * What stands before the numbers of an array.
 *
 * @param type of whole numbers, as NumPy writes it, such as {@code u1}
 * @param shape at least one length, all positive
 */
record NpyHeader(String type, ByteOrder order, List<Integer> shape) {
  private static final String MAGIC = "\u0093NUMPY";
  private static final int LONGEST_HEADER = 65_535;
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z]+\\d*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(((?:\\s*\\d{1,9}\\s*,?)*)\\)");
  private static final Pattern WHOLE = Pattern.compile("[ui][1248]|b1");
  private static final Pattern LENGTH = Pattern.compile("\\d+");

  /**
   * Reads a header.
   *
   * @throws org.menagerie.api.error.MenagerieException if it is none of an array of whole numbers
   *     in the order of C
   */
  static NpyHeader read(Path file, String name, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length() + 2);
    if (start.length < MAGIC.length() + 2
        || !new String(start, 0, MAGIC.length(), ISO_8859_1).equals(MAGIC)) {
      throw refused(file, name, "that is none of NumPy's");
    }
    int version = start[MAGIC.length()];
    ByteBuffer length =
        ByteBuffer.wrap(in.readNBytes(version == 1 ? Short.BYTES : Integer.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    if (length.remaining() < Short.BYTES || (version != 1 && length.remaining() < Integer.BYTES)) {
      throw refused(file, name, "that is cut off");
    }
    long size =
        version == 1
            ? Short.toUnsignedLong(length.getShort())
            : Integer.toUnsignedLong(length.getInt());
    if (version < 1 || version > 3 || size > LONGEST_HEADER) {
      throw refused(file, name, "with a header that cannot be read");
    }
    return parse(file, name, new String(in.readNBytes((int) size), ISO_8859_1));
  }

  private static NpyHeader parse(Path file, String name, String text) {
    Matcher type = TYPE.matcher(text);
    Matcher fortran = FORTRAN.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!type.find() || !fortran.find() || !shape.find()) {
      throw refused(file, name, "with a header that cannot be read");
    }
    if (type.group(2).startsWith("O")) {
      throw refused(
          file,
          name,
          "of Python objects, which are read by running what they say: save it as an array of numbers");
    }
    if (!WHOLE.matcher(type.group(2)).matches()) {
      throw refused(file, name, "of type %s: save it as whole numbers".formatted(type.group(2)));
    }
    List<Integer> lengths = new ArrayList<>();
    Matcher length = LENGTH.matcher(shape.group(1));
    while (length.find()) {
      lengths.add(Integer.parseInt(length.group()));
    }
    if (fortran.group(1).equals("True") && lengths.size() > 1) {
      throw refused(file, name, "in the order of Fortran: save numpy.ascontiguousarray of it");
    }
    ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(type.group(2), order, List.copyOf(lengths));
  }

  private static RuntimeException refused(Path file, String name, String what) {
    return DataProblem.corrupt(file, "has an array %s %s".formatted(name, what));
  }

  /** Bytes of all numbers. */
  int bytes(Path file, String name) {
    long bytes = Character.digit(type.charAt(1), 10);
    if (shape.isEmpty()) {
      throw refused(file, name, "that is a single number");
    }
    for (int length : shape) {
      if (length == 0 || bytes > LONGEST / length) {
        throw refused(
            file, name, "of shape %s, which is empty or larger than 2 GB".formatted(shapeText()));
      }
      bytes *= length;
    }
    return (int) bytes;
  }

  /** The shape as NumPy's users write it. */
  String shapeText() {
    return shape.toString();
  }

  /** The type as NumPy's users write it. */
  String typeText() {
    String kind =
        switch (type.charAt(0)) {
          case 'u' -> "uint";
          case 'i' -> "int";
          default -> "bool";
        };
    return kind.equals("bool") ? kind : kind + Byte.SIZE * Character.digit(type.charAt(1), 10);
  }
}
