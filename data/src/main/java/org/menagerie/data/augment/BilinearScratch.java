package org.menagerie.data.augment;

/**
 * Scratch arrays with which {@link VectorBilinear} warps images of one size. Each thread has one,
 * for the size that it warped last.
 *
 * <p>All arrays are long enough for a vector to start at any element that is loaded or stored:
 * bounds checks may be switched off, as in the processes of the engine {@code vector}.
 */
final class BilinearScratch {
  private static final ThreadLocal<BilinearScratch> OF_THREAD =
      ThreadLocal.withInitial(() -> new BilinearScratch(1, 1));

  final int width;
  final int height;

  /** One channel of the source. */
  final byte[] plane;

  /**
   * The plane with its outermost pixels repeated once on all sides. A row takes {@code
   * 2^strideBits} bytes, so that a position is found by a shift: multiplying longs is slow.
   */
  final byte[] bordered;

  final int strideBits;

  /**
   * For every position in {@link #bordered} the levels there, to the right, below, and below to the
   * right, from the lowest byte to the highest. The positions are dealt to four quarters of {@code
   * 2^quarterBits} ints by their remainder: each can be made from whole ints of {@link #bordered}.
   */
  final int[] fours;

  final int quarterBits;

  /** The index in {@link #fours} of the level outside the image, four times. */
  final int outside;

  /** The columns of the pixels' centres, in the order in which pixels are computed. */
  final double[] columns;

  /** Their rows. */
  final double[] rows;

  /** For a chunk of pixels, the weight of the right neighbour in the mean. */
  final double[] right = new double[VectorBilinear.CHUNK];

  /** The weight of the row below. */
  final double[] down = new double[VectorBilinear.CHUNK];

  /** For a chunk of pixels, their indices in {@link #fours}, then the values found there. */
  final long[] four = new long[VectorBilinear.CHUNK];

  /** The channel of the target. */
  final byte[] levels;

  private BilinearScratch(int width, int height) {
    this.width = width;
    this.height = height;
    int vector = VectorBilinear.BLOCK;
    int pixels = (width * height + vector - 1) / vector * vector;
    plane = new byte[width * height + vector];
    strideBits = bitsOf(width + 2);
    int stride = 1 << strideBits;
    int positionBits = bitsOf((height + 1) * stride);
    int positions = 1 << positionBits;
    bordered = new byte[positions + stride + vector];
    fours = new int[positions + vector];
    quarterBits = positionBits - 2;
    // Of the last position: it is right of the border or below all pixels, so that none looks
    // there.
    outside = positions - 1;
    columns = new double[pixels];
    rows = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      int pixel = VectorBilinear.pixelOf(i);
      columns[i] = pixel % width + 0.5;
      rows[i] = pixel / width + 0.5;
    }
    levels = new byte[pixels];
  }

  static BilinearScratch of(int width, int height) {
    BilinearScratch scratch = OF_THREAD.get();
    if (scratch.width != width || scratch.height != height) {
      scratch = new BilinearScratch(width, height);
      OF_THREAD.set(scratch);
    }
    return scratch;
  }

  /** The number of bits needed to count from 0 to {@code count}. */
  private static int bitsOf(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
  }
}
