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
    if (layer instanceof BuiltInLayer builtIn) {
      return builtIn.accept(this);
    }
    if (layer instanceof Composite composite) {
      return composite(composite);
    }
    return layer instanceof JavaLayer java ? java(java) : custom(layer);
  }

  R activation(Activation layer);

  R adaptivePool(AdaptivePool layer);

  R avgPool(AvgPool layer);

  R batchNorm(BatchNorm layer);

  R branches(Branches layer);

  R channelShuffle(ChannelShuffle layer);

  R conv2d(Conv2d layer);

  R dropout(Dropout layer);

  R flatten(Flatten layer);

  R groupNorm(GroupNorm layer);

  R layerNorm(LayerNorm layer);

  R linear(Linear layer);

  R maxPool(MaxPool layer);

  R prelu(PRelu layer);

  /** The answer for a layer made of others, mostly that for these in order. */
  R composite(Composite layer);

  /** The answer for a layer that is computed in Java. */
  R java(JavaLayer layer);

  /** The answer for any other layer of a plug-in. */
  R custom(Layer layer);
}
