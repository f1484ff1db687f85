package org.menagerie.data.augment;

import java.util.Arrays;
import org.menagerie.api.network.Shape;

/** Warps an image by {@link PerspectiveCoefficients}, pixel for pixel as Pillow does. */
final class PerspectiveWarp {
  private PerspectiveWarp() {}

  static void apply(
      PerspectiveCoefficients from,
      Resampling resampling,
      byte[] source,
      byte[] target,
      Shape shape) {
    int height = shape.height();
    int width = shape.width();
    int end = shape.channels() * height * width;
    Interpolation interpolation = resampling.interpolation();
    Arrays.fill(target, 0, end, resampling.fill());
    for (int plane = 0; plane < end; plane += height * width) {
      int i = plane;
      for (int row = 0; row < height; row++) {
        double y = row + 0.5;
        for (int column = 0; column < width; column++, i++) {
          double x = column + 0.5;
          double w = from.g() * x + from.h() * y + 1;
          double sourceX = (from.a() * x + from.b() * y + from.c()) / w;
          double sourceY = (from.d() * x + from.e() * y + from.f()) / w;
          int level = interpolation.sample(source, plane, width, height, sourceX, sourceY);
          if (level != Interpolation.OUTSIDE) {
            target[i] = (byte) level;
          }
        }
      }
    }
  }
}
