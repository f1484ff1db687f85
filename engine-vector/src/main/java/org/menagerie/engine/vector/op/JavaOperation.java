package org.menagerie.engine.vector.op;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;

/** A layer that computes in Java, called with the images of a block. */
public final class JavaOperation extends MapOperation {
  private final JavaLayer layer;
  private final Shape shape;
  private final int outputs;
  private final int[] offsets;
  private final int[] sizes;
  private List<float[]> parameters = List.of();

  /**
   * @param shape of its input, as the layer knows it
   * @param offsets where each of its parameters begins among all
   */
  public JavaOperation(
      Source source,
      JavaLayer layer,
      Shape shape,
      Layout input,
      Layout output,
      List<Integer> offsets,
      Plan<Worker> workers) {
    super(source, input, output, workers);
    this.layer = layer;
    this.shape = shape;
    this.outputs = Math.toIntExact(layer.outputShape(shape).elements());
    this.offsets = offsets.stream().mapToInt(Integer::intValue).toArray();
    this.sizes =
        layer.parameters(shape).stream()
            .mapToInt(p -> Math.toIntExact(p.shape().elements()))
            .toArray();
  }

  @Override
  public void load(float[] values) {
    parameters =
        IntStream.range(0, offsets.length)
            .mapToObj(i -> Arrays.copyOfRange(values, offsets[i], offsets[i] + sizes[i]))
            .toList();
  }

  @Override
  Values forward(Block block, float[] in, boolean training) {
    float[] result = new float[block.images() * outputs];
    layer.forward(block.images(), shape, images(block, in, input()), parameters, result);
    return (row, values) -> copy(block, result, row, values);
  }

  @Override
  void backward(Block block, float[] in, float[] gradient, float[] inputGradient) {
    float[] back = new float[block.images() * Math.toIntExact(shape.elements())];
    List<float[]> ofParameters = IntStream.of(sizes).mapToObj(float[]::new).toList();
    layer.backward(
        block.images(),
        shape,
        images(block, in, input()),
        parameters,
        images(block, gradient, layout()),
        back,
        ofParameters);
    for (int i = 0; i < offsets.length; i++) {
      System.arraycopy(ofParameters.get(i), 0, block.parameterGradients(), offsets[i], sizes[i]);
    }
    for (int row = 0; row < input().height(); row++) {
      copy(block, back, input(), row, inputGradient);
    }
  }

  private void copy(Block block, float[] images, int row, float[] values) {
    copy(block, images, layout(), row, values);
  }

  /** One image after the other. */
  private static float[] images(Block block, float[] values, Layout layout) {
    int size = layout.channels() * layout.height() * layout.width();
    float[] images = new float[block.images() * size];
    for (int lane = 0; lane < block.images(); lane++) {
      int to = lane * size;
      for (int c = 0; c < layout.channels(); c++) {
        for (int y = 0; y < layout.height(); y++) {
          for (int x = 0; x < layout.width(); x++) {
            images[to++] = values[layout.at(c, y, x) + lane];
          }
        }
      }
    }
    return images;
  }

  private static void copy(Block block, float[] images, Layout layout, int row, float[] values) {
    int size = layout.channels() * layout.height() * layout.width();
    for (int lane = 0; lane < block.images(); lane++) {
      for (int c = 0; c < layout.channels(); c++) {
        int from = lane * size + (c * layout.height() + row) * layout.width();
        for (int x = 0; x < layout.width(); x++) {
          values[layout.at(c, row, x) + lane] = images[from + x];
        }
      }
    }
  }
}
