package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffineMatrixTest {

  /** Pillow 9.4 brings angles into a whole turn first, which shows in the last decimal. */
  @ParameterizedTest
  @CsvSource({
    "-116.6, -0.447759087838769,  0.894154236839368",
    " -24.2,  0.912120116172273,  0.409923033841572",
    "   5.9,  0.994702817117174, -0.102792536787247"
  })
  void rotatesByPillowsFifteenDecimals(double degrees, double cos, double sin) {
    AffineMatrix matrix = AffineMatrix.rotation(degrees, 28, 28);

    assertThat(matrix.a()).isEqualTo(cos);
    assertThat(matrix.b()).isEqualTo(sin);
    assertThat(matrix.d()).isEqualTo(-sin);
    assertThat(matrix.e()).isEqualTo(cos);
  }
}
