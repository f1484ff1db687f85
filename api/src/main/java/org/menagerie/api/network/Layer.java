package org.menagerie.api.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One step of a network, as data. Terms, defaults and meaning are PyTorch's ({@code torch.nn}).
 *
 * <p>Implementations are immutable and know nothing of any engine. A layer of a plug-in is a {@link
 * Composite} of other layers or a {@link JavaLayer}, which run on every engine, or a class that
 * some engine knows. An engine that does not know a layer's class refuses the network and names the
 * layer.
 */
public interface Layer {

  /**
   * The shape of one output sample.
   *
   * @throws IllegalArgumentException if this layer cannot take {@code input}; the message is a
   *     sentence that names both the shape it got and what it needs
   */
  Shape outputShape(Shape input);

  /** What is learned or tracked, in PyTorch's {@code state_dict} order; none by default. */
  default List<Parameter> parameters(Shape input) {
    return List.of();
  }

  /** Multiply-accumulate operations for one sample, forward; 0 for layers without products. */
  default long multiplyAccumulates(Shape input) {
    return 0;
  }

  /** The window through which each output value sees the input; empty where it sees one value. */
  default Optional<Window> window(Shape input) {
    return Optional.empty();
  }

  /** Whether each output value sees all of the input, as those of a linear layer do. */
  default boolean seesWholeInput() {
    return false;
  }

  /** The paths through the layers inside this one, each from its input; none by default. */
  default List<Path> paths() {
    return List.of();
  }

  /**
   * Whether its gradient is continuous; ReLU's and max pooling's are not, since they jump where
   * another input wins. True by default.
   */
  default boolean smooth() {
    return true;
  }

  /**
   * Share of the new batch in the running statistics, if it tracks any: tensors of the roles {@link
   * Parameter.Role#RUNNING_MEAN} and {@link Parameter.Role#RUNNING_VARIANCE}.
   */
  default OptionalDouble statisticsMomentum() {
    return OptionalDouble.empty();
  }

  /** A short name with what matters, for tables and messages, for example {@code Conv2d 8, 3x3}. */
  String describe();
}
