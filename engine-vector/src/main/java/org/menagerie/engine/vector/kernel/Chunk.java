package org.menagerie.engine.vector.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a range, of a size that has a kernel.
 *
 * @param first where it begins
 * @param size how long it is
 */
public record Chunk(int first, int size) {

  /** The index after its last, where the next chunk starts. */
  public int end() {
    return first + size;
  }

  /** As few chunks of {@code length} as possible, of about the same size. */
  public static List<Chunk> even(int length, int largest) {
    int count = (length + largest - 1) / largest;
    List<Chunk> chunks = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < count; i++) {
      int end = (i + 1) * length / count;
      chunks.add(new Chunk(first, end - first));
      first = end;
    }
    return chunks;
  }

  /** Chunks of {@code length} whose sizes are powers of two, the largest first. */
  public static List<Chunk> powersOfTwo(int length, int largest) {
    List<Chunk> chunks = new ArrayList<>();
    int size = largest;
    for (int first = 0; first < length; first += size) {
      while (size > length - first) {
        size /= 2;
      }
      chunks.add(new Chunk(first, size));
    }
    return chunks;
  }
}
