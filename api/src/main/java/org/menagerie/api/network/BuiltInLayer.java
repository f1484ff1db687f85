package org.menagerie.api.network;

import org.jspecify.annotations.Nullable;

/**
 * A layer that the framework itself brings. The family is closed, and whoever treats its members
 * one by one does so with a {@link LayerVisitor}: a new member is one more method of that, and
 * nothing compiles until every engine and every other visitor has an answer for it.
 *
 * <p>What a layer of a plug-in may leave to a default has to be stated here.
 */
public sealed interface BuiltInLayer extends Layer
    permits Activation,
        AdaptivePool,
        AvgPool,
        BatchNorm,
        Branches,
        ChannelShuffle,
        Conv2d,
        Dropout,
        Flatten,
        GroupNorm,
        LayerNorm,
        Linear,
        MaxPool,
        PRelu {

  /** Calls the visitor's method for this layer. */
  <R extends @Nullable Object> R accept(LayerVisitor<R> visitor);

  @Override
  boolean smooth();
}
