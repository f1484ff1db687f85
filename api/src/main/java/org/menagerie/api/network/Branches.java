package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Paths from one input whose outputs are merged. A residual is one of these, with an empty path
 * beside its branch; so are dense connections, inception blocks and gates. Tensors are named by
 * path and place: {@code paths.1.0.weight}.
 *
 * @param merge what becomes of the outputs
 * @param layers those of each path, applied in order; an empty path hands the input on
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al.: Deep Residual Learning (2015)</a>
 * @see <a href="https://arxiv.org/abs/1608.06993">Huang et al.: Densely Connected Convolutional
 *     Networks (2016)</a>
 */
public record Branches(Merge merge, List<List<Layer>> layers) implements BuiltInLayer {

  public Branches {
    requireNonNull(merge, "merge is null");
    layers = layers.stream().map(List::copyOf).toList();
    if (layers.size() < 2) {
      throw new IllegalArgumentException("branches need at least two paths: " + layers.size());
    }
    if (layers.stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException("branches need a layer in at least one of their paths");
    }
  }

  /** Ways to merge the outputs of paths. */
  public enum Merge {
    /** The sum of outputs of one shape. */
    ADD,
    /** Outputs one behind the other along the channels; rows and columns must be the same. */
    CONCAT,
    /**
     * The product of outputs. One of {@code [c, 1, 1]} or {@code [1, h, w]} is spread over the
     * rest, as a gate.
     */
    MULTIPLY
  }

  /** The paths, with the prefixes of their indices. */
  @Override
  public List<Path> paths() {
    return IntStream.range(0, layers.size())
        .mapToObj(i -> new Path("paths." + i + ".", layers.get(i)))
        .toList();
  }

  @Override
  public Shape outputShape(Shape input) {
    List<Shape> shapes = paths().stream().map(path -> path.outputShape(input)).toList();
    return switch (merge) {
      case ADD -> sum(shapes);
      case CONCAT -> concatenation(shapes);
      case MULTIPLY -> product(shapes);
    };
  }

  private static Shape sum(List<Shape> shapes) {
    if (shapes.stream().distinct().count() > 1) {
      throw new IllegalArgumentException("adds paths of one shape but gets " + listed(shapes));
    }
    return shapes.get(0);
  }

  private static Shape concatenation(List<Shape> shapes) {
    List<List<Integer>> rest =
        shapes.stream().map(s -> s.dimensions().subList(1, s.dimensions().size())).toList();
    if (rest.stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "joins paths of as many rows and columns but gets " + listed(shapes));
    }
    List<Integer> dimensions = new ArrayList<>(shapes.get(0).dimensions());
    dimensions.set(0, shapes.stream().map(Shape::channels).reduce(0, Math::addExact));
    return new Shape(dimensions);
  }

  private static Shape product(List<Shape> shapes) {
    Shape largest = shapes.get(0);
    for (Shape shape : shapes) {
      largest = shape.elements() > largest.elements() ? shape : largest;
    }
    for (Shape shape : shapes) {
      if (!shape.equals(largest) && !spreads(shape, largest)) {
        throw new IllegalArgumentException(
            "multiplies paths of one shape, or of [c, 1, 1] or [1, h, w] beside [c, h, w], but gets "
                + listed(shapes));
      }
    }
    return largest;
  }

  private static boolean spreads(Shape shape, Shape over) {
    if (!shape.isImage() || !over.isImage()) {
      return false;
    }
    boolean perChannel = shape.equals(Shape.image(over.channels(), 1, 1));
    boolean perPixel = shape.equals(Shape.image(1, over.height(), over.width()));
    return perChannel || perPixel;
  }

  private static String listed(List<Shape> shapes) {
    List<String> texts = shapes.stream().map(Shape::toString).toList();
    int last = texts.size() - 1;
    return String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return paths().stream().flatMap(path -> path.parameters(input).stream()).toList();
  }

  @Override
  public long multiplyAccumulates(Shape input) {
    return paths().stream().mapToLong(path -> path.multiplyAccumulates(input)).sum();
  }

  /** {@code Residual} where one of two paths is empty and both are added, else what it does. */
  @Override
  public String describe() {
    return switch (merge) {
      case ADD -> layers.size() == 2 && hasShortcut() ? "Residual" : "Add";
      case CONCAT -> "Concat";
      case MULTIPLY -> "Multiply";
    };
  }

  private boolean hasShortcut() {
    return layers.stream().anyMatch(List::isEmpty);
  }

  @Override
  public boolean smooth() {
    return paths().stream().allMatch(Path::smooth);
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.branches(this);
  }
}
