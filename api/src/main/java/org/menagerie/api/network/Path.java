package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Layers inside of a layer, applied in order to its input.
 *
 * @param prefix of their indices within that layer, empty or ending in a dot: {@code paths.1.}
 * @param layers none for a path that hands its input on
 */
public record Path(String prefix, List<Layer> layers) {

  public Path {
    requireNonNull(prefix, "prefix is null");
    layers = List.copyOf(layers);
  }

  /**
   * The same path, with the prefix that its layers have in a network where the layer has that
   * index.
   */
  public Path within(String index) {
    return new Path(index + "." + prefix, layers);
  }

  /**
   * The shape at the end.
   *
   * @throws IllegalArgumentException if a layer cannot take what comes to it
   */
  Shape outputShape(Shape input) {
    Shape shape = input;
    for (Layer layer : layers) {
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  /** All tensors along the path, named as within the layer that it belongs to. */
  List<Parameter> parameters(Shape input) {
    List<Parameter> parameters = new ArrayList<>();
    Shape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      String index = prefix + i;
      layers.get(i).parameters(shape).forEach(p -> parameters.add(p.within(index)));
      shape = layers.get(i).outputShape(shape);
    }
    return List.copyOf(parameters);
  }

  long multiplyAccumulates(Shape input) {
    long sum = 0;
    Shape shape = input;
    for (Layer layer : layers) {
      sum += layer.multiplyAccumulates(shape);
      shape = layer.outputShape(shape);
    }
    return sum;
  }

  boolean smooth() {
    return layers.stream().allMatch(Layer::smooth);
  }
}
