package org.menagerie.data.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends a row that does not end: what a parser collects for one must fit into memory. */
final class LimitedReader extends FilterReader {
  /** Four times a row of 224 x 224 colours. */
  private static final int LONGEST_ROW = 4_000_000;

  private static final int FIRST_LINE = 100_000;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private long inRow;

  LimitedReader(Reader in) {
    super(in);
  }

  /** The first line, or its beginning, which is read again afterwards. */
  String firstLine() throws IOException {
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    in.mark(FIRST_LINE);
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < FIRST_LINE - 1; c = in.read()) {
      line.append((char) c);
    }
    in.reset();
    return line.toString();
  }

  /** Begins to count again. */
  void startRow() {
    inRow = 0;
  }

  /** The only way in which the parser reads. */
  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int found = in.read(target, offset, length);
    count(Math.max(found, 0));
    return found;
  }

  private void count(int characters) throws IOException {
    inRow += characters;
    if (inRow > LONGEST_ROW) {
      throw new IOException("a row of more than %,d characters".formatted(LONGEST_ROW));
    }
  }
}
