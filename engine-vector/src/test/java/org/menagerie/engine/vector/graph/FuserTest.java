package org.menagerie.engine.vector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.vector.convolution.Convolution;
import org.menagerie.engine.vector.convolution.WinogradConvolution;
import org.menagerie.engine.vector.kernel.ScalarKernels;
import org.menagerie.engine.vector.op.Add;
import org.menagerie.engine.vector.op.Elementwise;
import org.menagerie.engine.vector.op.Flatten;
import org.menagerie.engine.vector.op.ImageInput;
import org.menagerie.engine.vector.op.Pooling;

/** What layers become; what it computes is for the tests of sessions. */
final class FuserTest {
  private static final Shape INPUT = Shape.image(2, 8, 8);

  private static Graph graph(Layer... layers) {
    Network network = Network.of(INPUT, layers);
    ParameterLayout layout =
        new ParameterLayout(network.parameters().stream().filter(Parameter::trainable).toList());
    return Graph.of(new ScalarKernels(), network, layout, WinogradConvolution::fits);
  }

  private static List<List<String>> layers(Graph graph) {
    return graph.ops().stream().map(FusedOp::layers).toList();
  }

  private static List<Class<?>> operations(Graph graph) {
    return graph.ops().stream().<Class<?>>map(op -> op.operation().getClass()).toList();
  }

  @Test
  void fusesReluBatchNormReluAndDropoutInThisOrder() {
    Graph graph =
        graph(
            Layers.conv2d(3, 3),
            Layers.relu(),
            Layers.batchNorm(),
            Layers.relu(),
            Layers.dropout(0.1),
            Layers.conv2d(4, 3),
            Layers.batchNorm(),
            Layers.dropout(0.2));

    assertThat(layers(graph))
        .containsExactly(List.of(), List.of("0", "1", "2", "3", "4"), List.of("5", "6", "7"));
    assertThat(operations(graph))
        .containsExactly(ImageInput.class, Convolution.class, WinogradConvolution.class);
    assertThat(graph.normalizations()).containsOnlyKeys("2", "6");
  }

  @Test
  void copiesValuesWhereThereIsNoPlaceForAStep() {
    Graph graph =
        graph(
            Layers.relu(),
            Layers.relu(),
            Layers.dropout(0.1),
            Layers.relu(),
            Layers.batchNorm(),
            Layers.batchNorm());

    assertThat(layers(graph))
        .containsExactly(
            List.of(), List.of("0"), List.of("1", "2"), List.of("3", "4"), List.of("5"));
    assertThat(operations(graph).subList(1, 5)).containsOnly(Elementwise.class);
  }

  @Test
  void takesALayerThatDropsNothingForNone() {
    assertThat(layers(graph(Layers.conv2d(3, 3), Layers.dropout(0), Layers.relu())))
        .containsExactly(List.of(), List.of("0", "2"));
  }

  @Test
  void fusesNothingOntoValuesThatBypassABranch() {
    Graph graph =
        graph(
            Layers.conv2d(2, 1),
            Layers.residual(Layers.relu(), Layers.conv2d(2, 1), Layers.batchNorm()),
            Layers.relu(),
            Layers.maxPool(2));

    assertThat(layers(graph))
        .containsExactly(
            List.of(),
            List.of("0"),
            List.of("1.paths.1.0"),
            List.of("1.paths.1.1", "1.paths.1.2"),
            List.of("1", "2"),
            List.of("3"));
    assertThat(operations(graph).get(4)).isEqualTo(Add.class);
    assertThat(operations(graph).get(5)).isEqualTo(Pooling.class);
    assertThat(graph.ops().get(4).sources())
        .containsExactly(graph.ops().get(1), graph.ops().get(3));
  }

  @Test
  void addsValuesToThemselvesWhereABranchDoesNothing() {
    Graph graph = graph(Layers.conv2d(2, 1), Layers.residual(Layers.dropout(0)));

    assertThat(operations(graph)).containsExactly(ImageInput.class, Convolution.class, Add.class);
    assertThat(graph.last().sources()).containsExactly(graph.ops().get(1), graph.ops().get(1));
  }

  @Test
  void flattensOnlyWhereTheOrderOfValuesMatters() {
    assertThat(operations(graph(Layers.flatten(), Layers.relu(), Layers.linear(3))))
        .containsExactly(ImageInput.class, Elementwise.class, Convolution.class);
    Graph graph = graph(Layers.flatten(), Layers.batchNorm(), Layers.linear(3));
    assertThat(operations(graph))
        .containsExactly(ImageInput.class, Flatten.class, Convolution.class);
    assertThat(layers(graph)).containsExactly(List.of(), List.of("1"), List.of("2"));
  }

  @Test
  void givesOtherActivationsAnOperation() {
    assertThat(
            operations(
                graph(
                    Layers.conv2d(3, 3),
                    new Activation(Activation.Function.SILU),
                    Layers.batchNorm())))
        .containsExactly(ImageInput.class, Convolution.class, Elementwise.class);
  }

  @Test
  void wantsNoGradientOfImages() {
    Graph graph = graph(Layers.conv2d(3, 3), Layers.relu());
    assertThat(graph.ops().stream().map(FusedOp::trained)).containsExactly(false, true);
  }
}
