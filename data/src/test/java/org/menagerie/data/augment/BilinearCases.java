package org.menagerie.data.augment;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/** Images and matrices on which a bilinear warp could go wrong. */
final class BilinearCases {
  static final List<Shape> SHAPES =
      List.of(
          Shape.image(1, 28, 28),
          Shape.image(3, 28, 28),
          Shape.image(1, 1, 1),
          Shape.image(2, 1, 9),
          Shape.image(1, 9, 1),
          Shape.image(1, 2, 2),
          Shape.image(2, 17, 33),
          Shape.image(1, 30, 62),
          Shape.image(1, 31, 63),
          Shape.image(1, 3, 140),
          Shape.image(1, 140, 3),
          Shape.image(1, 256, 256));

  private BilinearCases() {}

  static byte[] noise(Shape shape, RandomStream random) {
    byte[] image = new byte[shape.channels() * shape.height() * shape.width()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) random.below(256);
    }
    return image;
  }

  static List<AffineMatrix> matrices(int width, int height, int ofEach, RandomStream random) {
    List<AffineMatrix> matrices = new ArrayList<>(edges(width, height));
    for (int i = 0; i < ofEach; i++) {
      matrices.add(AffineMatrix.rotation(random.uniform(-7, 7), width, height));
      matrices.add(AffineMatrix.rotation(random.uniform(-180, 180), width, height));
      matrices.add(
          AffineMatrix.undoing(
              new AffineParameters(
                  random.uniform(-180, 180),
                  random.below(width + 1),
                  -random.below(height + 1),
                  random.uniform(0.2, 4),
                  random.uniform(-40, 40),
                  random.uniform(-40, 40)),
              width,
              height));
      // Many points lie on whole and half columns or rows.
      matrices.add(new AffineMatrix(1, random.uniform(-1, 1), half(random), 0, 1, half(random)));
      matrices.add(new AffineMatrix(1, 0, half(random), random.uniform(-1, 1), 1, half(random)));
      matrices.add(new AffineMatrix(half(random), 0, half(random), 0.25, half(random), 0.75));
    }
    return matrices;
  }

  private static List<AffineMatrix> edges(int width, int height) {
    List<AffineMatrix> matrices = new ArrayList<>();
    for (int quarter = -4; quarter <= 4; quarter++) {
      matrices.add(AffineMatrix.rotation(90 * quarter, width, height));
    }
    double tiny = Double.MIN_VALUE;
    for (double x :
        new double[] {0, -0.0, tiny, -tiny, 0.5, width, Math.nextDown((double) width)}) {
      for (double y :
          new double[] {0, -0.0, tiny, -tiny, 0.5, height, Math.nextDown((double) height)}) {
        // All points are one: what is -0 lies inside, what is the width or the height does not.
        matrices.add(new AffineMatrix(-0.0, -0.0, x, -0.0, -0.0, y));
      }
    }
    // Means a hair below whole levels, on rows' very centres: mixed with another row they would
    // round up.
    for (double hair = 0x1p-52; hair <= 0x1p-44; hair *= 2) {
      matrices.add(new AffineMatrix(1, 0, -hair, 0, 1, 0));
      matrices.add(new AffineMatrix(1, 0, -hair, 0, 1, 1));
    }
    for (double far : new double[] {-32_000, 32_000}) {
      matrices.add(new AffineMatrix(1, 0, far, 0, 1, 0));
      matrices.add(new AffineMatrix(1, 0, 0, 0, 1, far));
      matrices.add(new AffineMatrix(far / width, 0, 0, 0, far / height, 0));
    }
    return matrices;
  }

  private static double half(RandomStream random) {
    return (random.below(9) - 4) / 2.0;
  }
}
