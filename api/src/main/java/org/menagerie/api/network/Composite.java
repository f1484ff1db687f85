package org.menagerie.api.network;

import java.util.List;

/**
 * A layer made of other layers, applied in order, with a name of its own ({@code
 * torch.nn.Sequential}). Engines run what it is made of, so that a plug-in's composite runs on
 * every engine. Its tensors are named by the place of their layer in it: {@code 3.0.weight}.
 */
public interface Composite extends Layer {

  /** What it is made of, always the same. */
  List<Layer> layers();

  @Override
  default List<Path> paths() {
    return List.of(path());
  }

  @Override
  default Shape outputShape(Shape input) {
    return path().outputShape(input);
  }

  @Override
  default List<Parameter> parameters(Shape input) {
    return path().parameters(input);
  }

  @Override
  default long multiplyAccumulates(Shape input) {
    return path().multiplyAccumulates(input);
  }

  @Override
  default boolean smooth() {
    return path().smooth();
  }

  private Path path() {
    return new Path("", layers());
  }
}
