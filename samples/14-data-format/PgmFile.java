package com.example.pgm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A grey picture of the netpbm family: {@code P5}, width, height and the largest level, a single
 * blank, and the levels row by row.
 *
 * @param levels one byte each
 */
record PgmFile(int width, int height, byte[] levels) {
  private static final int LONGEST_SIDE = 4_096;
  private static final int WHITE = 255;

  static PgmFile read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      if (!word(file, bytes).equals("P5")) {
        throw refused(file, "does not begin with P5");
      }
      int width = number(file, bytes);
      int height = number(file, bytes);
      if (number(file, bytes) != WHITE) {
        throw refused(file, "has another largest level than 255");
      }
      // What a file claims is held against what it has, before any memory is taken for it.
      if (width > LONGEST_SIDE || height > LONGEST_SIDE || bytes.remaining() != width * height) {
        throw refused(
            file,
            "has %d levels, which are not those of %d x %d pixels"
                .formatted(bytes.remaining(), width, height));
      }
      byte[] levels = new byte[width * height];
      bytes.get(levels);
      return new PgmFile(width, height, levels);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.DATA_UNREADABLE, "%s cannot be read: %s.".formatted(file, e), e);
    }
  }

  private static int number(Path file, ByteBuffer bytes) {
    String word = word(file, bytes);
    if (!word.matches("[1-9][0-9]{0,5}")) {
      throw refused(file, "has \"%s\" where a number should be".formatted(word));
    }
    return Integer.parseInt(word);
  }

  /** What stands before the next blank, which is passed over. */
  private static String word(Path file, ByteBuffer bytes) {
    StringBuilder word = new StringBuilder();
    while (bytes.hasRemaining() && word.length() <= 10) {
      char next = (char) bytes.get();
      if (Character.isWhitespace(next)) {
        return word.toString();
      }
      word.append(next);
    }
    throw refused(file, "breaks off");
  }

  static MenagerieException refused(Path file, String what) {
    return new MenagerieException(
        ErrorCode.DATA_CORRUPT, "%s %s: replace it, or remove it.".formatted(file, what));
  }
}
