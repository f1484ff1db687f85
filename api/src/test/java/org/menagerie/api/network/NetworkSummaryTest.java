package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import org.junit.jupiter.api.Test;

/** LeNet-like and small enough to count by hand. */
class NetworkSummaryTest {
  private static final NetworkSummary SUMMARY =
      Network.of(
              Shape.image(1, 28, 28),
              conv2d(8, 3),
              batchNorm(),
              relu(),
              maxPool(2),
              conv2d(16, 3).withStride(2).withPadding(1).withoutBias(),
              dropout(0.5),
              flatten(),
              linear(10))
          .summary();

  @Test
  void countsWhatIsTrained() {
    assertThat(SUMMARY.layers())
        .extracting(LayerSummary::trainableParameters)
        .containsExactly(80L, 16L, 0L, 0L, 1_152L, 0L, 0L, 7_850L);
    assertThat(SUMMARY.trainableParameters()).isEqualTo(9_098);
  }

  @Test
  void countsMultiplyAccumulates() {
    assertThat(SUMMARY.multiplyAccumulates())
        .isEqualTo(8L * 26 * 26 * 9 + 16L * 7 * 7 * 72 + 784 * 10);
  }

  @Test
  void estimatesMemoryAsTorchsummaryDoes() {
    long outputs = 3L * 8 * 26 * 26 + 8 * 13 * 13 + 3L * 16 * 7 * 7 + 10;

    assertThat(SUMMARY.inputBytes()).isEqualTo(28 * 28 * 4);
    assertThat(SUMMARY.forwardBackwardBytes()).isEqualTo(outputs * 4 * 2);
    assertThat(SUMMARY.parameterBytes()).isEqualTo(9_098 * 4);
  }

  @Test
  void tracesTheReceptiveField() {
    assertThat(SUMMARY.layers())
        .extracting(LayerSummary::receptiveField)
        .containsExactly(
            field(Window.square(3, 1, 0, 1), 28, 26, 1, 1, 1, 3),
            field(Window.square(1, 1, 0, 1), 26, 26, 1, 1, 3, 3),
            field(Window.square(1, 1, 0, 1), 26, 26, 1, 1, 3, 3),
            field(Window.square(2, 2, 0, 1), 26, 13, 1, 2, 3, 4),
            field(Window.square(3, 2, 1, 1), 13, 7, 2, 4, 4, 8),
            field(Window.square(1, 1, 0, 1), 7, 7, 4, 4, 8, 8),
            field(Window.square(1, 1, 0, 1), 7, 7, 4, 4, 8, 8),
            field(Window.square(7, 1, 0, 1), 7, 1, 4, 4, 8, 32));
    assertThat(SUMMARY.receptiveField()).isEqualTo(Size.square(32));
  }

  @Test
  void widensTheReceptiveFieldByDilation() {
    Network dilated = Network.of(Shape.image(1, 28, 28), conv2d(1, 3).withDilation(4));

    assertThat(dilated.summary().receptiveField()).isEqualTo(Size.square(9));
  }

  @Test
  void seesTheWholeMapThroughAGlobalPool() {
    Network pooled = Network.of(Shape.image(1, 28, 28), conv2d(1, 3), maxPool(2), globalAvgPool());

    assertThat(pooled.summary().layers().get(2).receptiveField())
        .isEqualTo(field(Window.square(13, 13, 0, 1), 13, 1, 2, 26, 4, 28));
  }

  @Test
  void tellsWhichLayersOccur() {
    assertThat(SUMMARY.uses(BatchNorm.class)).isTrue();
    assertThat(SUMMARY.uses(Dropout.class)).isTrue();
    assertThat(SUMMARY.uses(AdaptivePool.class)).isFalse();
  }

  @Test
  void tracesRowsAndColumnsApart() {
    Network wide =
        Network.of(Shape.image(1, 28, 28), Conv2d.of(1, new Size(3, 5)).withStride(new Size(1, 2)));

    assertThat(wide.summary().receptiveField()).isEqualTo(new Size(3, 5));
    assertThat(wide.summary().layers().get(0).receptiveField().columns())
        .isEqualTo(new ReceptiveField.Axis(28, 12, 1, 2, 1, 5));
  }

  private static ReceptiveField field(
      Window window, int sizeIn, int sizeOut, int jumpIn, int jumpOut, int fieldIn, int fieldOut) {
    var axis = new ReceptiveField.Axis(sizeIn, sizeOut, jumpIn, jumpOut, fieldIn, fieldOut);
    return new ReceptiveField(window, axis, axis);
  }
}
