package org.menagerie.engine.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.LayerVisitor;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;

/**
 * A small network around each kind of layer. A kind that is new to the framework does not compile
 * here before it has one.
 */
final class LayerNetworks implements LayerVisitor<Network> {
  static final Shape INPUT = Shape.image(2, 6, 6);
  static final int CLASSES = 3;

  /** At least one of each kind. */
  static Stream<BuiltInLayer> kinds() {
    return Stream.concat(
        Stream.of(
            Layers.conv2d(4, 3),
            Layers.conv2d(4, 3).withStride(2).withPadding(2).withDilation(2).withGroups(2),
            Layers.batchNorm(),
            Layers.maxPool(2),
            new AvgPool(3, 2, 1),
            Layers.globalAvgPool(),
            new AdaptivePool(AdaptivePool.Kind.MAX, new Size(4, 3)),
            new AdaptivePool(AdaptivePool.Kind.AVG, new Size(4, 5)),
            new AdaptivePool(AdaptivePool.Kind.AVG, new Size(1, 3)),
            new AdaptivePool(AdaptivePool.Kind.MAX, new Size(3, 1)),
            new Conv2d(
                4,
                new Size(3, 2),
                new Size(1, 2),
                new Padding(1, 1, 0, 0),
                new Size(2, 1),
                1,
                true),
            Layers.conv2d(2, 2).withSamePadding(),
            new MaxPool(new Size(2, 3), new Size(2, 1), new Padding(1, 1, 0, 0), true),
            new AvgPool(new Size(3, 2), new Size(2, 2), new Padding(1, 1, 1, 1), true, false),
            new BatchNorm(1e-3, 0.3, false),
            GroupNorm.of(2),
            GroupNorm.of(1).withoutAffine(),
            LayerNorm.standard(),
            new PRelu(false),
            new PRelu(true),
            new ChannelShuffle(2),
            new Dropout(0.5, Dropout.Unit.CHANNEL),
            new Dropout(0.5, Dropout.Unit.IMAGE),
            Layers.concat(List.of(), List.of(Layers.conv2d(3, 3).withPadding(1))),
            Layers.squeezeExcite(2, 1),
            Layers.multiply(
                List.of(), List.of(Layers.conv2d(1, 1), new Activation(Function.SIGMOID))),
            Layers.dropout(0.5),
            Layers.residual(Layers.conv2d(2, 1)),
            Layers.flatten(),
            Layers.linear(CLASSES)),
        Stream.of(Function.values()).map(Activation::new));
  }

  private static Network onMap(Layer layer) {
    return Network.of(INPUT, layer, Layers.flatten(), Layers.linear(CLASSES));
  }

  private static Network onVector(Layer layer) {
    return Network.of(INPUT, Layers.flatten(), layer, Layers.linear(CLASSES));
  }

  @Override
  public Network activation(Activation layer) {
    return onMap(layer);
  }

  @Override
  public Network avgPool(AvgPool layer) {
    return onMap(layer);
  }

  @Override
  public Network batchNorm(BatchNorm layer) {
    return onMap(layer);
  }

  @Override
  public Network conv2d(Conv2d layer) {
    return onMap(layer);
  }

  @Override
  public Network dropout(Dropout layer) {
    return onMap(layer);
  }

  @Override
  public Network flatten(Flatten layer) {
    return onMap(layer);
  }

  @Override
  public Network adaptivePool(AdaptivePool layer) {
    return onMap(layer);
  }

  @Override
  public Network branches(Branches layer) {
    return onMap(layer);
  }

  @Override
  public Network channelShuffle(ChannelShuffle layer) {
    return onMap(layer);
  }

  @Override
  public Network groupNorm(GroupNorm layer) {
    return onMap(layer);
  }

  @Override
  public Network layerNorm(LayerNorm layer) {
    return onMap(layer);
  }

  @Override
  public Network prelu(PRelu layer) {
    return onMap(layer);
  }

  @Override
  public Network composite(Composite layer) {
    return onMap(layer);
  }

  @Override
  public Network java(JavaLayer layer) {
    return onMap(layer);
  }

  @Override
  public Network linear(Linear layer) {
    return Network.of(INPUT, Layers.flatten(), layer);
  }

  @Override
  public Network maxPool(MaxPool layer) {
    return onMap(layer);
  }

  @Override
  public Network custom(Layer layer) {
    return onVector(layer);
  }
}
