package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.menagerie.api.network.Layers.add;
import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.concat;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.multiply;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;
import static org.menagerie.api.network.Layers.squeezeExcite;

import java.util.List;
import org.junit.jupiter.api.Test;

class BranchesTest {
  private static final Branches BRANCH =
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
        .containsExactly(
            "paths.1.0.weight",
            "paths.1.1.weight",
            "paths.1.1.bias",
            "paths.1.1.running_mean",
            "paths.1.1.running_var");
    assertThat(BRANCH.multiplyAccumulates(MAP)).isEqualTo(8L * 100 * 72);
  }

  @Test
  void refusesABranchThatChangesTheShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> residual(conv2d(8, 3)).outputShape(MAP))
        .withMessage("adds paths of one shape but gets [8, 10, 10] and [8, 8, 8]");
  }

  @Test
  void refusesAnEmptyBranch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> residual())
        .withMessage("branches need a layer in at least one of their paths");
  }

  @Test
  void standsInASummaryBehindItsLayers() {
    NetworkSummary summary = Network.of(Shape.image(1, 28, 28), stem()).summary();

    assertThat(summary.layers())
        .extracting(LayerSummary::index)
        .containsExactly("0", "1", "2.paths.1.0", "2.paths.1.1", "2.paths.1.2", "2", "3");
    assertThat(summary.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "0.weight",
            "0.bias",
            "2.paths.1.0.weight",
            "2.paths.1.1.weight",
            "2.paths.1.1.bias",
            "2.paths.1.1.running_mean",
            "2.paths.1.1.running_var",
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
        .extracting(layer -> layer.receptiveField().fieldOut().height())
        .containsExactly(3, 4, 8, 8, 8, 8, 12);
    LayerSummary residual = summary.layers().get(5);
    assertThat(residual.input()).isEqualTo(Shape.image(8, 13, 13));
    assertThat(residual.output()).isEqualTo(Shape.image(8, 13, 13));
    assertThat(residual.parameters()).isEmpty();
    assertThat(residual.multiplyAccumulates()).isZero();
    assertThat(residual.receptiveField()).isEqualTo(field(Window.POINT, 13, 13, 2, 2, 4, 8));
  }

  @Test
  void canStandInsideAnother() {
    Network network = Network.of(MAP, residual(relu(), BRANCH));

    assertThat(network.summary().layers())
        .extracting(LayerSummary::index)
        .containsExactly(
            "0.paths.1.0",
            "0.paths.1.1.paths.1.0",
            "0.paths.1.1.paths.1.1",
            "0.paths.1.1.paths.1.2",
            "0.paths.1.1",
            "0");
    assertThat(network.parameters())
        .extracting(Parameter::name)
        .startsWith("0.paths.1.1.paths.1.0.weight", "0.paths.1.1.paths.1.1.weight");
    assertThat(network.summary().uses(BatchNorm.class)).isTrue();
    assertThat(network.summary().uses(Linear.class)).isFalse();
  }

  private static Layer[] stem() {
    return List.of(conv2d(8, 3), maxPool(2), BRANCH, conv2d(10, 3)).toArray(new Layer[0]);
  }

  private static ReceptiveField field(
      Window window, int sizeIn, int sizeOut, int jumpIn, int jumpOut, int fieldIn, int fieldOut) {
    var axis = new ReceptiveField.Axis(sizeIn, sizeOut, jumpIn, jumpOut, fieldIn, fieldOut);
    return new ReceptiveField(window, axis, axis);
  }

  @Test
  void joinsChannels() {
    Branches dense = concat(List.of(), List.of(conv2d(4, 3).withPadding(1)), List.of(relu()));

    assertThat(dense.outputShape(MAP)).isEqualTo(Shape.image(20, 10, 10));
    assertThat(concat(List.of(), List.of(linear(3))).outputShape(Shape.flat(5)))
        .isEqualTo(Shape.flat(8));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> concat(List.of(), List.of(conv2d(4, 3))).outputShape(MAP))
        .withMessage("joins paths of as many rows and columns but gets [8, 10, 10] and [4, 8, 8]");
  }

  @Test
  void multipliesByWhatSpreadsOverTheRest() {
    assertThat(squeezeExcite(8, 2).outputShape(MAP)).isEqualTo(MAP);
    assertThat(multiply(List.of(conv2d(1, 1)), List.of()).outputShape(MAP)).isEqualTo(MAP);
    assertThat(multiply(List.of(relu()), List.of()).outputShape(MAP)).isEqualTo(MAP);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> multiply(List.of(), List.of(conv2d(2, 1))).outputShape(MAP))
        .withMessage(
            "multiplies paths of one shape, or of [c, 1, 1] or [1, h, w] beside [c, h, w], but"
                + " gets [8, 10, 10] and [2, 10, 10]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> multiply(List.of(), List.of(linear(1))).outputShape(Shape.flat(4)))
        .withMessageContaining("gets [4] and [1]");
  }

  @Test
  void isNamedByWhatItDoes() {
    assertThat(BRANCH.describe()).isEqualTo("Residual");
    assertThat(add(List.of(conv2d(8, 1)), List.of(conv2d(8, 1))).describe()).isEqualTo("Add");
    assertThat(concat(List.of(), List.of(relu())).describe()).isEqualTo("Concat");
    assertThat(squeezeExcite(8, 2).describe()).isEqualTo("Multiply");
  }

  @Test
  void needsTwoPaths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(List.of(relu())))
        .withMessage("branches need at least two paths: 1");
  }

  @Test
  void seesWhatItsWidestPathSeesOnItsFinestMap() {
    Network network = Network.of(Shape.image(3, 12, 12), conv2d(4, 3), squeezeExcite(4, 2));
    ReceptiveField field = network.summary().layers().get(6).receptiveField();

    assertThat(field).isEqualTo(field(Window.POINT, 10, 10, 1, 1, 3, 12));
  }
}
