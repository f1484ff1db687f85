package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.vector.kernel.Kernels;

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
    UnitBuilder.Units built =
        UnitBuilder.build(
            kernels, network, layout, shape -> tiled && WinogradConvolution.fits(shape));
    List<Unit> units = built.units();
    float[] parameters = random(layout.size());
    built.normalizations().values().forEach(norm -> norm.useRunningStatistics(parameters));
    BlockState block = new BlockState(0, units.size(), layout.size());
    block.images = Kernels.LANES;
    WorkerState one = new WorkerState(units.size());
    for (Unit unit : units) {
      unit.allocate(block);
      unit.allocate(one);
      unit.operation().load(parameters);
    }
    float[] images = units.get(0).values(block);
    System.arraycopy(random(images.length), 0, images, 0, images.length);
    for (Unit unit : units.subList(1, units.size())) {
      int height = unit.layout().height();
      float[] values = unit.values(block);
      unit.operation().forward(unit, block, one, true, new Range(0, height));
      float[] whole = values.clone();
      for (int row = 1; row < height; row++) {
        // A new one, which has no rows of before.
        WorkerState other = new WorkerState(units.size());
        unit.allocate(other);
        Arrays.fill(values, Float.NaN);
        unit.operation().forward(unit, block, one, true, new Range(0, row));
        unit.operation().forward(unit, block, other, true, new Range(row, height));
        assertThat(map(unit, values))
            .as("%s of %s, from row %s", unit.layers(), network.layers(), row)
            .isEqualTo(map(unit, whole));
      }
      System.arraycopy(whole, 0, values, 0, whole.length);
    }
  }

  /** Without what lies between rows. */
  private static float[] map(Unit unit, float[] values) {
    Layout layout = unit.layout();
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
