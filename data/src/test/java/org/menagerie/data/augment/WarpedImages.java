package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/** Warps images of all sizes and prints a checksum of them, behind what computed them. */
final class WarpedImages {
  private static final int OF_EACH = 20;

  private WarpedImages() {}

  public static void main(String[] args) {
    RandomStream random = RandomStream.ofSeed(12);
    long sum = 0;
    for (Shape shape : BilinearCases.SHAPES) {
      for (AffineMatrix matrix :
          BilinearCases.matrices(shape.width(), shape.height(), OF_EACH, random)) {
        byte[] source = BilinearCases.noise(shape, random);
        byte[] target = new byte[source.length];
        Resampling resampling = new Resampling(Interpolation.BILINEAR, (byte) random.below(256));
        AffineWarp.apply(matrix, resampling, source, target, shape);
        for (byte level : target) {
          sum = 31 * sum + level;
        }
      }
    }
    System.out.println(computer() + ": " + sum);
  }

  private static String computer() {
    return VectorModule.isLoaded() ? VectorBilinear.BLOCK * Byte.SIZE + "-bit vectors" : "scalar";
  }
}
