package org.menagerie.engine.vector;

import java.util.ArrayList;
import java.util.List;

/** Cuts a range into pieces of the sizes that there are kernels for. */
final class Blocks {
  private Blocks() {}

  /**
   * A piece.
   *
   * @param first where it begins
   * @param size how long it is
   */
  record Piece(int first, int size) {}

  /** As few pieces as possible, of about the same size. */
  static List<Piece> even(int length, int largest) {
    int count = (length + largest - 1) / largest;
    List<Piece> pieces = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < count; i++) {
      int end = (i + 1) * length / count;
      pieces.add(new Piece(first, end - first));
      first = end;
    }
    return pieces;
  }

  /** Powers of two, the largest first. */
  static List<Piece> powersOfTwo(int length, int largest) {
    List<Piece> pieces = new ArrayList<>();
    int size = largest;
    for (int first = 0; first < length; first += size) {
      while (size > length - first) {
        size /= 2;
      }
      pieces.add(new Piece(first, size));
    }
    return pieces;
  }
}
