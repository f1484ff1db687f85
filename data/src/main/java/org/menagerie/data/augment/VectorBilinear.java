package org.menagerie.data.augment;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.menagerie.api.network.Shape;

/**
 * The warps of {@link AffineWarp} with {@link Interpolation#BILINEAR}, on vectors and with the same
 * bits: each lane computes a pixel in doubles, with the same operations in the same order, none of
 * them fused.
 *
 * <p>On JDK 17 conversions, blends and minima of vectors are slow. So whole numbers come from
 * adding a power of two so large that a double has no bits left for fractions: then the lowest bits
 * of the double are those of the whole number. Negative numbers are recognised by their sign bit.
 *
 * <p>Coordinates must be numbers of at most 2^50 pixels.
 */
final class VectorBilinear {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;

  private static final int LANES = DOUBLES.length();

  /** Pixels whose levels fill a vector of bytes, and bytes in a vector. */
  static final int BLOCK = BYTES.length();

  /**
   * Pixels that are located, gathered and mixed at a time: few enough to stay in the cache, and
   * enough that what one step has stored is in the cache when the next loads it. Whole blocks of
   * any size.
   */
  static final int CHUNK = Math.max(128, BLOCK);

  /** Added to a small double, it rounds to the nearest whole number. */
  private static final double WHOLE = 0x1.8p52;

  /** The same for rows, whose number grows by one since the border has one above the image. */
  private static final double WHOLE_ROW = WHOLE + 1;

  /** The same for levels, which are not negative. */
  private static final double LEVEL = 0x1p52;

  private static final long LEVEL_BITS = Double.doubleToRawLongBits(LEVEL);
  private static final long ONE_BITS = Double.doubleToRawLongBits(1);
  private static final int SIGN = Long.SIZE - 1;

  private VectorBilinear() {}

  /**
   * The pixel that is the {@code i}th to be computed. Neighbouring lanes are eight pixels apart, so
   * that eight vectors of one level in each long make one vector of levels, by shifts alone.
   */
  static int pixelOf(int i) {
    int inBlock = i % BLOCK;
    return i - inBlock + inBlock % LANES * Long.BYTES + inBlock / LANES;
  }

  static void apply(AffineMatrix matrix, byte fill, byte[] source, byte[] target, Shape shape) {
    int pixels = shape.height() * shape.width();
    BilinearScratch scratch = BilinearScratch.of(shape.width(), shape.height());
    int padded = scratch.levels.length;
    for (int plane = 0; plane < shape.channels() * pixels; plane += pixels) {
      System.arraycopy(source, plane, scratch.plane, 0, pixels);
      border(scratch);
      tabulate(scratch);
      scratch.fours[scratch.outside] = (fill & 0xFF) * 0x01010101;
      for (int first = 0; first < padded; first += CHUNK) {
        int count = Math.min(CHUNK, padded - first);
        locate(matrix, scratch, first, count);
        gather(scratch.fours, scratch.four, count);
        mix(scratch, first, count);
      }
      System.arraycopy(scratch.levels, 0, target, plane, pixels);
    }
  }

  /** Row by row from above, since what a vector stores too much is then overwritten. */
  private static void border(BilinearScratch scratch) {
    byte[] plane = scratch.plane;
    byte[] bordered = scratch.bordered;
    int width = scratch.width;
    int height = scratch.height;
    for (int row = 0; row < height + 2; row++) {
      int from = Math.min(Math.max(row - 1, 0), height - 1) * width;
      int to = row << scratch.strideBits;
      bordered[to] = plane[from];
      for (int column = 0; column < width; column += BLOCK) {
        ByteVector.fromArray(BYTES, plane, from + column).intoArray(bordered, to + 1 + column);
      }
      bordered[to + 1 + width] = plane[from + width - 1];
    }
  }

  private static void tabulate(BilinearScratch scratch) {
    byte[] bordered = scratch.bordered;
    int stride = 1 << scratch.strideBits;
    int quarter = 1 << scratch.quarterBits;
    for (int remainder = 0; remainder < Integer.BYTES; remainder++) {
      for (int i = 0; i < quarter; i += BLOCK / Integer.BYTES) {
        int position = i * Integer.BYTES + remainder;
        IntVector here = ByteVector.fromArray(BYTES, bordered, position).reinterpretAsInts();
        IntVector below =
            ByteVector.fromArray(BYTES, bordered, position + stride).reinterpretAsInts();
        here.and(0xFFFF)
            .or(below.lanewise(LSHL, 16))
            .intoArray(scratch.fours, remainder * quarter + i);
      }
    }
  }

  /**
   * Finds for each pixel the four of the source to mix, and their parts.
   *
   * <p>The column left of x is floor(x - 0.5), which is one less than x rounded unless x - 0.5 is
   * whole. There it may be a column too far left with all of the mean due to the right, which is
   * the same, as levels are whole numbers. It is not the same with rows, since the means in them
   * are not whole: their floor is the nearest whole number, less one where that is above.
   */
  private static void locate(AffineMatrix matrix, BilinearScratch scratch, int first, int count) {
    double a = matrix.a();
    double b = matrix.b();
    // Adding zero makes -0 into 0: sums with that are never -0, whose sign bit would lie.
    double c = matrix.c() + 0.0;
    double d = matrix.d();
    double e = matrix.e();
    double f = matrix.f() + 0.0;
    // What is not beyond the last double below the width leaves no sign when taken from it.
    DoubleVector lastX = DoubleVector.broadcast(DOUBLES, Math.nextDown((double) scratch.width));
    DoubleVector lastY = DoubleVector.broadcast(DOUBLES, Math.nextDown((double) scratch.height));
    int strideBits = scratch.strideBits;
    int quarterBits = scratch.quarterBits;
    long inQuarter = (1L << quarterBits) - 1;
    double[] columns = scratch.columns;
    double[] rows = scratch.rows;
    double[] right = scratch.right;
    double[] down = scratch.down;
    long[] four = scratch.four;
    for (int i = 0; i < count; i += LANES) {
      DoubleVector column = DoubleVector.fromArray(DOUBLES, columns, first + i);
      DoubleVector row = DoubleVector.fromArray(DOUBLES, rows, first + i);
      DoubleVector x = column.mul(a).add(row.mul(b)).add(c);
      DoubleVector y = column.mul(d).add(row.mul(e)).add(f);
      LongVector outside =
          x.reinterpretAsLongs()
              .or(y.reinterpretAsLongs())
              .or(lastX.sub(x).reinterpretAsLongs())
              .or(lastY.sub(y).reinterpretAsLongs())
              .lanewise(ASHR, SIGN);
      DoubleVector wholeX = x.add(WHOLE);
      x.sub(wholeX.sub(WHOLE)).add(0.5).intoArray(right, i);
      DoubleVector top = y.sub(0.5);
      DoubleVector wholeTop = top.add(WHOLE_ROW);
      DoubleVector rest = top.sub(wholeTop.sub(WHOLE_ROW));
      LongVector tooFar = rest.reinterpretAsLongs().lanewise(ASHR, SIGN);
      rest.add(tooFar.and(ONE_BITS).reinterpretAsDoubles()).intoArray(down, i);
      // With the column left of the image the first one, x rounded is already a column's number.
      LongVector position =
          wholeTop
              .reinterpretAsLongs()
              .add(tooFar)
              .lanewise(LSHL, strideBits)
              .add(wholeX.reinterpretAsLongs())
              .or(outside);
      position
          .and(Integer.BYTES - 1)
          .lanewise(LSHL, quarterBits)
          .or(position.lanewise(LSHR, 2).and(inQuarter))
          .intoArray(four, i);
    }
  }

  private static void gather(int[] fours, long[] four, int count) {
    for (int i = 0; i < count; i++) {
      four[i] = fours[(int) four[i]];
    }
  }

  private static void mix(BilinearScratch scratch, int first, int count) {
    for (int block = 0; block < count; block += BLOCK) {
      LongVector packed = LongVector.zero(LONGS);
      for (int i = block + BLOCK - LANES; i >= block; i -= LANES) {
        packed = packed.lanewise(LSHL, Byte.SIZE).or(mean(scratch, i).and(0xFF));
      }
      packed.reinterpretAsBytes().intoArray(scratch.levels, first + block);
    }
  }

  /** Levels rounded down, in the lowest bytes. */
  private static LongVector mean(BilinearScratch scratch, int i) {
    LongVector four = LongVector.fromArray(LONGS, scratch.four, i);
    DoubleVector right = DoubleVector.fromArray(DOUBLES, scratch.right, i);
    DoubleVector down = DoubleVector.fromArray(DOUBLES, scratch.down, i);
    DoubleVector upper = between(level(four), level(four.lanewise(LSHR, 8)), right);
    DoubleVector lower =
        between(level(four.lanewise(LSHR, 16)), level(four.lanewise(LSHR, 24)), right);
    DoubleVector mean = lower.sub(upper).mul(down).add(upper);
    DoubleVector whole = mean.add(LEVEL);
    LongVector tooFar = mean.sub(whole.sub(LEVEL)).reinterpretAsLongs().lanewise(LSHR, SIGN);
    return whole.reinterpretAsLongs().sub(tooFar);
  }

  /** The level in the lowest byte, plus {@link #LEVEL}. */
  private static DoubleVector level(LongVector four) {
    return four.and(0xFF).or(LEVEL_BITS).reinterpretAsDoubles();
  }

  /** A mean of two levels that {@link #LEVEL} was added to. */
  private static DoubleVector between(DoubleVector from, DoubleVector to, DoubleVector part) {
    return to.sub(from).mul(part).add(from.sub(LEVEL));
  }
}
