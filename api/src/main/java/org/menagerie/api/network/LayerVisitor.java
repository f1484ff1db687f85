package org.menagerie.api.network;

import org.jspecify.annotations.Nullable;

/**
 * One answer for each kind of layer, for code outside of the layers themselves, such as engines.
 *
 * @param <R> the answer
 */
public interface LayerVisitor<R extends @Nullable Object> {

  /** The answer for any layer. */
  default R visit(Layer layer) {
    return layer instanceof BuiltInLayer builtIn ? builtIn.accept(this) : custom(layer);
  }

  R activation(Activation layer);

  R avgPool(AvgPool layer);

  R batchNorm(BatchNorm layer);

  R conv2d(Conv2d layer);

  R dropout(Dropout layer);

  R flatten(Flatten layer);

  R globalAvgPool(GlobalAvgPool layer);

  R linear(Linear layer);

  R maxPool(MaxPool layer);

  R residual(Residual layer);

  /** The answer for a layer of a plug-in. */
  R custom(Layer layer);
}
