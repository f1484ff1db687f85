package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;

/** Points on the very edges; {@link TorchvisionAgreementTest} has whole warps. */
class AffineWarpTest {
  private static final byte[] IMAGE = {1, 2, 3, 4};

  /** In Pillow the point (0, 0) is of the image, and (width, height) is not. */
  @Test
  void theUpperAndLeftEdgeAreOfTheImageAndTheOthersAreNot() {
    assertThat(moved(-0.5)).containsExactly(1, 2, 3, 4);
    assertThat(moved(0.5)).containsExactly(4, 9, 9, 9);
  }

  /** Pixel centres come to lie on corners of pixels of the source. */
  private static byte[] moved(double by) {
    byte[] target = new byte[4];
    AffineWarp.apply(
        new AffineMatrix(1, 0, by, 0, 1, by),
        new Resampling(Interpolation.NEAREST, (byte) 9),
        IMAGE,
        target,
        Shape.image(1, 2, 2));
    return target;
  }
}
