package org.menagerie.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

class LayerTreeTest {

  private static List<String> lines(Network network) {
    return LayerTree.of(network).stream()
        .map(
            row ->
                "%s  %s%s"
                    .formatted(
                        row.index(),
                        row.text(),
                        row.layer().map(layer -> "  " + layer.output()).orElse("")))
        .toList();
  }

  @Test
  void listsPlainLayersAsTheyAre() {
    assertThat(lines(Network.of(Shape.flat(3), Layers.relu(), Layers.linear(2))))
        .containsExactly("0  ReLU  [3]", "1  Linear 2  [2]");
  }

  @Test
  void putsWhatBranchesBeforeItsPathsHoweverDeep() {
    Network network =
        Network.of(
            Shape.image(2, 4, 4),
            Layers.add(
                List.of(),
                List.of(
                    Layers.relu(),
                    Layers.concat(List.of(), List.of(Layers.relu())),
                    Layers.conv2d(2, 1))),
            Layers.flatten());

    assertThat(lines(network))
        .containsExactly(
            "0  Residual  [2, 4, 4]",
            "0.paths.0  + its input",
            "0.paths.1.0  + ReLU  [2, 4, 4]",
            "0.paths.1.1  | Concat  [4, 4, 4]",
            "0.paths.1.1.paths.0  | + its input",
            "0.paths.1.1.paths.1.0  | + ReLU  [2, 4, 4]",
            "0.paths.1.2  | Conv2d 2, 1x1  [2, 4, 4]",
            "1  Flatten  [32]");
  }
}
