package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianBlurTest {
  /**
   * {@code gaussian_blur(plane, [5, 5], [0.6, 0.6])} of torchvision 0.14, whose kernel has 32-bit
   * floats.
   */
  private static final double[] EXPECTED = {
    4.371640628,
    7.409639824,
    9.594516198,
    11.814851867,
    6.510331824,
    8.757893532,
    9.865277481,
    8.233003906,
    10.269353307,
    9.712279320,
    11.127163125,
    7.319066368,
    10.160333731,
    8.368638770,
    9.443543064,
    8.737942106,
    11.227482719,
    9.050372346,
    6.359246733,
    11.660435511,
    10.462446205,
    10.477796453,
    8.966743629,
    7.864290065,
    5.388206947,
    4.714613278,
    11.110922393,
    11.423985911,
    9.500960162,
    9.497848255,
    9.504268519,
    9.037652958,
    7.627431102,
    9.043230105,
    9.491448103,
    7.365629178,
    8.677372165,
    10.614327047,
    10.722678240,
    5.222047473,
    5.377952800,
    6.674954292
  };

  @Test
  void blursAsTorchvisionDoes() {
    double[] plane = new double[42];
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 7; column++) {
        plane[7 * row + column] = (7 * row * row + 5 * column + 3 * row * column) % 17;
      }
    }

    assertThat(new GaussianBlur(0.6).apply(plane, 6, 7)).containsExactly(EXPECTED, within(1e-5));
  }
}
