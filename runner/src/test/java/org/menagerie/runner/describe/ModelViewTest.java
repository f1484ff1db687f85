package org.menagerie.runner.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.sequential;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

final class ModelViewTest {
  private record Model(Network network) implements ModelDefinition {
    @Override
    public String zoo() {
      return "zoo";
    }

    @Override
    public String name() {
      return "model";
    }

    @Override
    public String description() {
      return "A model";
    }

    @Override
    public List<Recipe> recipes() {
      return List.of();
    }
  }

  private record Mystery(String describe) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }
  }

  @Test
  void hasTheNetworkAsAFileHasIt() {
    ModelView view = view(linear(2), sequential(linear(3)));

    assertThat(view.network().orElseThrow().get("layers")).hasSize(2);
    assertThat(view.networkProblem()).isEmpty();
  }

  @Test
  void saysWhyNoFileCanHaveTheNetwork() {
    ModelView view = view(linear(2), new Mystery("Mystery"));

    assertThat(view.network()).isEmpty();
    assertThat(view.networkProblem())
        .contains(
            "Layer 1 (Mystery) comes from a plug-in, so that no document can say what it is.");
  }

  private static ModelView view(Layer... layers) {
    Network network = Network.of(Shape.flat(4), layers);
    return ModelView.of(new Model(network), network);
  }
}
