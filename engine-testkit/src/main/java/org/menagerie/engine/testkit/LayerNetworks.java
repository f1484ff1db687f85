package org.menagerie.engine.testkit;

import java.util.stream.Stream;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GlobalAvgPool;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerVisitor;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Residual;
import org.menagerie.api.network.Shape;

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
            Layers.dropout(0.5),
            Layers.residual(Layers.flatten()),
            Layers.flatten(),
            Layers.linear(CLASSES)),
        Stream.of(Activation.Function.values()).map(Activation::new));
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
  public Network globalAvgPool(GlobalAvgPool layer) {
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
  public Network residual(Residual layer) {
    return onVector(layer);
  }

  @Override
  public Network custom(Layer layer) {
    return onVector(layer);
  }
}
