package com.example.first;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/** A model is a class without arguments that answers four questions; the rest has defaults. */
public final class Tiny implements ModelDefinition {

  /** What {@code --zoo} calls the zoo that it belongs to. */
  @Override
  public String zoo() {
    return "first";
  }

  /** What {@code --model} calls it. */
  @Override
  public String name() {
    return "tiny";
  }

  /** What {@code runner list} says of it. */
  @Override
  public String description() {
    return "Three convolutions, about 2,000 parameters";
  }

  /** From one image to ten logits. Layers that do not fit together are refused, with both shapes. */
  @Override
  public Network network() {
    return Network.of(
        Shape.image(1, 28, 28),
        conv2d(8, 3), batchNorm(), relu(), maxPool(2),
        conv2d(12, 3), batchNorm(), relu(), maxPool(2),
        conv2d(10, 3), globalAvgPool(), flatten());
  }
}
