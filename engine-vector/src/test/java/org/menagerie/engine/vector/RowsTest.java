package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.vector.convolution.WinogradConvolution;
import org.menagerie.engine.vector.graph.FusedOp;
import org.menagerie.engine.vector.graph.Graph;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Rows;
import org.menagerie.engine.vector.op.Worker;
import org.menagerie.networks.RandomNetworks;

/** Two workers who share the rows of an output give the bits that one gives. */
final class RowsTest {
  private static final int NETWORKS = 40;

  private final Kernels kernels = VectorEngine.kernels();

  @ParameterizedTest(name = "tiled: {0}")
  @ValueSource(booleans = {false, true})
  void ofRandomNetworks(boolean tiled) {
    RandomNetworks networks = new RandomNetworks(1, true);
    for (int i = 0; i < NETWORKS; i++) {
      check(networks.next(), tiled);
    }
  }

  @ParameterizedTest(name = "tiled, padding {0}")
  @ValueSource(ints = {0, 1})
  void ofMoreRowsThanAreKept(int padding) {
    Shape input = Shape.image(2, 23, 7);
    check(
        Network.of(
            input,
            Layers.relu(),
            Layers.conv2d(5, 3).withPadding(padding),
            Layers.batchNorm(),
            Layers.relu(),
            Layers.conv2d(9, 3).withPadding(padding),
            Layers.maxPool(3),
            Layers.flatten(),
            Layers.linear(3)),
        true);
  }

  private void check(Network network, boolean tiled) {
    ParameterLayout layout =
        new ParameterLayout(network.parameters().stream().filter(Parameter::trainable).toList());
    Graph graph =
        Graph.of(kernels, network, layout, shape -> tiled && WinogradConvolution.fits(shape));
    float[] parameters = random(layout.size());
    graph.normalizations().values().forEach(norm -> norm.useRunningStatistics(parameters));
    Block block = new Block(graph.blocks(), 0, layout.size());
    block.begin(Kernels.LANES);
    Worker one = worker(graph);
    for (FusedOp op : graph.ops()) {
      op.lend(one, block);
      op.operation().load(parameters);
    }
    float[] images = graph.ops().get(0).values(block);
    System.arraycopy(random(images.length), 0, images, 0, images.length);
    for (FusedOp op : graph.ops().subList(1, graph.ops().size())) {
      int height = op.layout().height();
      float[] values = op.values(block);
      op.operation().forward(op, block, one, true, new Rows.Range(0, height));
      float[] whole = values.clone();
      for (int row = 1; row < height; row++) {
        // A new one, which has no rows of before.
        Worker other = worker(graph);
        Arrays.fill(values, Float.NaN);
        op.operation().forward(op, block, one, true, new Rows.Range(0, row));
        op.operation().forward(op, block, other, true, new Rows.Range(row, height));
        assertThat(map(op, values))
            .as("%s of %s, from row %s", op.layers(), network.layers(), row)
            .isEqualTo(map(op, whole));
      }
      System.arraycopy(whole, 0, values, 0, whole.length);
    }
  }

  private static Worker worker(Graph graph) {
    return new Worker(graph.workers(), graph.ops().size());
  }

  /** Without what lies between rows. */
  private static float[] map(FusedOp op, float[] values) {
    Layout layout = op.layout();
    float[] map = new float[layout.height() * layout.channels() * layout.channel()];
    int length = layout.channels() * layout.channel();
    for (int y = 0; y < layout.height(); y++) {
      System.arraycopy(values, layout.at(0, y, 0), map, y * length, length);
    }
    return map;
  }

  private static float[] random(int count) {
    RandomStream random = RandomStream.of(count, "values");
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.uniform(-1, 1);
    }
    return values;
  }
}
