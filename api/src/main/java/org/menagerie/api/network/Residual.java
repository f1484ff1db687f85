package org.menagerie.api.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers whose output is added to their own input; the shapes must be equal. One output value sees
 * what the branch sees of its input, the input itself being part of that.
 *
 * @param layers the branch, applied in order
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al.: Deep Residual Learning (2015)</a>
 */
public record Residual(List<Layer> layers) implements BuiltInLayer {

  public Residual {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a residual needs at least one layer");
    }
  }

  public static Residual of(Layer... layers) {
    return new Residual(List.of(layers));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape output = input;
    for (Layer layer : layers) {
      output = layer.outputShape(output);
    }
    if (!output.equals(input)) {
      throw new IllegalArgumentException(
          "needs a branch that keeps the shape %s but its branch gives %s"
              .formatted(input, output));
    }
    return output;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    List<Parameter> parameters = new ArrayList<>();
    Shape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      String prefix = Integer.toString(i);
      layers.get(i).parameters(shape).forEach(p -> parameters.add(p.within(prefix)));
      shape = layers.get(i).outputShape(shape);
    }
    return List.copyOf(parameters);
  }

  @Override
  public long multiplyAccumulates(Shape input) {
    long sum = 0;
    Shape shape = input;
    for (Layer layer : layers) {
      sum += layer.multiplyAccumulates(shape);
      shape = layer.outputShape(shape);
    }
    return sum;
  }

  @Override
  public String describe() {
    return "Residual";
  }

  @Override
  public List<Layer> children() {
    return layers;
  }

  @Override
  public boolean smooth() {
    return layers.stream().allMatch(Layer::smooth);
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.residual(this);
  }
}
