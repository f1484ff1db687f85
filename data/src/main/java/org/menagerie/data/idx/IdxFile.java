package org.menagerie.data.idx;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.MeasuredStream;
import org.menagerie.data.own.LabelCheck;

/**
 * One IDX file in memory.
 *
 * @param path where it was read
 * @param kind what it holds
 * @param sizes of its dimensions, at least 1 each
 * @param contents what follows the header
 * @param sha256 of the whole unpacked file; empty if it was read unhashed
 * @see <a href="https://yann.lecun.com/exdb/mnist/">The format</a>
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and large.
record IdxFile(Path path, IdxKind kind, int[] sizes, byte[] contents, Optional<String> sha256) {
  /** Arrays are a little shorter than the largest int on all JVMs. */
  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  /** The JDK copies what is read at once outside the heap first. */
  private static final int BLOCK = 1 << 16;

  /**
   * Reads {@code path}, without trusting its numbers: memory is allocated only for contents that
   * are there.
   *
   * @param kinds that it may be of, the usual one first
   * @throws MenagerieException if it cannot be read or is not a whole IDX file of such a kind
   */
  static IdxFile read(Path path, List<IdxKind> kinds) {
    return read(IdxSource.of(path), kinds);
  }

  /** The same, wherever the bytes are. */
  static IdxFile read(IdxSource source, List<IdxKind> kinds) {
    Path path = source.path();
    try (MeasuredStream in = source.contents().open()) {
      return read(path, kinds, in);
    } catch (EOFException e) {
      throw corrupt(path, "is cut off: its gzip stream ends within the first bytes");
    } catch (ZipException e) {
      throw corrupt(path, "is not a sound gzip file (%s)".formatted(e.getMessage()));
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.DATA_UNREADABLE, "%s cannot be read: %s.".formatted(path, e), e);
    }
  }

  private static IdxFile read(Path path, List<IdxKind> kinds, MeasuredStream in)
      throws IOException {
    IdxKind usual = kinds.get(0);
    byte[] start = in.readNBytes(usual.headerLength());
    if (start.length > 0 && start[0] == '<') {
      throw corrupt(path, "is a web page, not an IDX file");
    }
    if (start.length < usual.headerLength()) {
      throw cutOff(path, usual, start.length);
    }
    int magic = ByteBuffer.wrap(start).getInt();
    IdxKind kind =
        kinds.stream()
            .filter(each -> each.magic() == magic)
            .findFirst()
            .orElseThrow(
                () ->
                    corrupt(
                        path,
                        "is no IDX file of %s: expected magic number 0x%08x, found 0x%08x"
                            .formatted(usual.things(), usual.magic(), magic)));
    byte[] rest = in.readNBytes(kind.headerLength() - start.length);
    ByteBuffer numbers = ByteBuffer.allocate(kind.headerLength()).put(start).put(rest).flip();
    if (numbers.limit() < kind.headerLength()) {
      throw cutOff(path, kind, numbers.limit());
    }
    int[] sizes = new int[kind.dimensions()];
    numbers.getInt();
    Arrays.setAll(sizes, i -> numbers.getInt());
    return read(path, kind, sizes, in);
  }

  private static MenagerieException cutOff(Path path, IdxKind kind, int found) {
    return corrupt(
        path,
        "is cut off: expected a header of %d bytes, found %d"
            .formatted(kind.headerLength(), found));
  }

  private static IdxFile read(Path path, IdxKind kind, int[] sizes, MeasuredStream in)
      throws IOException {
    long length = length(path, kind, sizes);
    byte[] contents = readToEnd(path, in, length, sizes);
    long found = in.count() - kind.headerLength();
    if (found != length) {
      throw corrupt(
          path,
          "is cut off: expected %d bytes after the header (%s), found %d"
              .formatted(length, text(sizes), found));
    }
    return new IdxFile(
        path, kind, sizes, contents, in.isHashed() ? Optional.of(in.sha256()) : Optional.empty());
  }

  private static byte[] readToEnd(Path path, MeasuredStream in, long length, int[] sizes)
      throws IOException {
    long expected = in.count() + length;
    try {
      byte[] contents = contents(in, (int) length);
      // One byte more tells that there are too many; all of them could be any number.
      if (in.read() >= 0) {
        throw corrupt(
            path,
            "has bytes too many: expected %d after the header (%s), found more"
                .formatted(length, text(sizes)));
      }
      return contents;
    } catch (EOFException e) {
      throw corrupt(
          path,
          "is cut off: expected %d unpacked bytes, found a gzip stream that breaks off after %d"
              .formatted(expected, in.count()));
    }
  }

  /** A plain file tells how much it has, so that its contents need no room but their own. */
  private static byte[] contents(MeasuredStream in, int length) throws IOException {
    if (in.available() < length) {
      return in.readNBytes(length);
    }
    byte[] contents = new byte[length];
    int count = 0;
    while (count < length) {
      int found = in.read(contents, count, Math.min(BLOCK, length - count));
      if (found < 0) {
        return Arrays.copyOf(contents, count);
      }
      count += found;
    }
    return contents;
  }

  /** The number of images or labels. */
  int count() {
    return sizes[0];
  }

  /**
   * The labels, one for each image.
   *
   * @throws MenagerieException if one is negative, or there cannot be so many classes
   */
  int[] labels() {
    int[] labels = new int[count()];
    int step = contents.length / labels.length;
    ByteBuffer numbers = ByteBuffer.wrap(contents);
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          kind == IdxKind.LABELS ? Byte.toUnsignedInt(contents[i]) : numbers.getInt(i * step);
      LabelCheck.require(path, labels[i], labels.length, "of image " + i);
    }
    return labels;
  }

  private static long length(Path path, IdxKind kind, int[] sizes) {
    long length = kind.elementBytes();
    for (int size : sizes) {
      long unsigned = Integer.toUnsignedLong(size);
      if (unsigned == 0 || unsigned > LONGEST / length) {
        throw corrupt(
            path,
            "has a header that cannot be right: expected 1 to %d bytes, found dimensions %s"
                .formatted(LONGEST, text(sizes)));
      }
      length *= unsigned;
    }
    return length;
  }

  private static String text(int[] sizes) {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toUnsignedString)
        .collect(Collectors.joining(" x "));
  }

  private static MenagerieException corrupt(Path path, String what) {
    return new MenagerieException(
        ErrorCode.DATA_CORRUPT, "%s %s; put a sound copy in its place.".formatted(path, what));
  }
}
