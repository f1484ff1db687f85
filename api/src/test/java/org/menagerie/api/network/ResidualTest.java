package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidualTest {
  private static final Residual BRANCH =
      residual(conv2d(8, 3).withPadding(1).withoutBias(), batchNorm(), relu());
  private static final Shape MAP = Shape.image(8, 10, 10);

  @Test
  void keepsTheShape() {
    assertThat(BRANCH.outputShape(MAP)).isEqualTo(MAP);
  }

  @Test
  void ownsWhatItsLayersOwn() {
    assertThat(BRANCH.parameters(MAP))
        .extracting(Parameter::name)
        .containsExactly("0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var");
    assertThat(BRANCH.multiplyAccumulates(MAP)).isEqualTo(8L * 100 * 72);
  }

  @Test
  void refusesABranchThatChangesTheShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> residual(conv2d(8, 3)).outputShape(MAP))
        .withMessage(
            "needs a branch that keeps the shape [8, 10, 10] but its branch gives [8, 8, 8]");
  }

  @Test
  void refusesAnEmptyBranch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> residual())
        .withMessage("a residual needs at least one layer");
  }

  @Test
  void standsInASummaryBehindItsLayers() {
    NetworkSummary summary = Network.of(Shape.image(1, 28, 28), stem()).summary();

    assertThat(summary.layers())
        .extracting(LayerSummary::index)
        .containsExactly("0", "1", "2.0", "2.1", "2.2", "2", "3");
    assertThat(summary.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "0.weight",
            "0.bias",
            "2.0.weight",
            "2.1.weight",
            "2.1.bias",
            "2.1.running_mean",
            "2.1.running_var",
            "3.weight",
            "3.bias");
  }

  @Test
  void countsNothingTwiceInASummary() {
    NetworkSummary summary = Network.of(Shape.image(1, 28, 28), stem()).summary();

    assertThat(summary.trainableParameters()).isEqualTo(80 + 576 + 16 + 730);
    assertThat(summary.multiplyAccumulates())
        .isEqualTo(8L * 26 * 26 * 9 + 8L * 13 * 13 * 72 + 10L * 11 * 11 * 72);
  }

  @Test
  void seesWhatItsBranchSees() {
    NetworkSummary summary = Network.of(Shape.image(1, 28, 28), stem()).summary();

    assertThat(summary.layers())
        .extracting(layer -> layer.receptiveField().fieldOut())
        .containsExactly(3, 4, 8, 8, 8, 8, 12);
    LayerSummary residual = summary.layers().get(5);
    assertThat(residual.input()).isEqualTo(Shape.image(8, 13, 13));
    assertThat(residual.output()).isEqualTo(Shape.image(8, 13, 13));
    assertThat(residual.parameters()).isEmpty();
    assertThat(residual.multiplyAccumulates()).isZero();
    assertThat(residual.receptiveField())
        .isEqualTo(new ReceptiveField(new Window(1, 1, 0, 1), 13, 13, 2, 2, 8, 8));
  }

  @Test
  void canStandInsideAnother() {
    Network network = Network.of(MAP, residual(relu(), BRANCH));

    assertThat(network.summary().layers())
        .extracting(LayerSummary::index)
        .containsExactly("0.0", "0.1.0", "0.1.1", "0.1.2", "0.1", "0");
    assertThat(network.parameters())
        .extracting(Parameter::name)
        .startsWith("0.1.0.weight", "0.1.1.weight");
    assertThat(network.summary().uses(BatchNorm.class)).isTrue();
    assertThat(network.summary().uses(Linear.class)).isFalse();
  }

  private static Layer[] stem() {
    return List.of(conv2d(8, 3), maxPool(2), BRANCH, conv2d(10, 3)).toArray(new Layer[0]);
  }
}
