package org.menagerie.data.augment;

/**
 * What {@link VectorBilinear} needs beside source and target to warp images of one size. A thread
 * has one, for the size that it met last.
 *
 * <p>All arrays are so long that vectors may begin wherever there is something to load or to store:
 * a process may have switched off the checks of bounds, as those of the engine {@code vector} do.
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

  /** Where in {@link #fours} the level of what lies outside the image stands, four times. */
  final int outside;

  /** The columns of the pixels' centres, in the order in which pixels are computed. */
  final double[] columns;

  /** Their rows. */
  final double[] rows;

  /** For a chunk of pixels, how much of the mean is due to the right. */
  final double[] right = new double[VectorBilinear.CHUNK];

  /** How much is due to what lies below. */
  final double[] down = new double[VectorBilinear.CHUNK];

  /** For a chunk of pixels, where in {@link #fours} they look, and then what stands there. */
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

  /** How many bits it takes to count to {@code count}, from 0 on. */
  private static int bitsOf(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
  }
}
