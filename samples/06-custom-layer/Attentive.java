package com.example.attention;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;

import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/** A small network whose places look at each other; on every engine. */
public final class Attentive implements ModelDefinition {

  @Override
  public String zoo() {
    return "attention";
  }

  @Override
  public String name() {
    return "attentive";
  }

  @Override
  public String description() {
    return "Three convolutions, and self-attention between the places of a map";
  }

  @Override
  public Network network() {
    return Network.of(
        Shape.image(1, 28, 28),
        conv2d(8, 3), batchNorm(), relu(), maxPool(2),
        conv2d(16, 3), batchNorm(), relu(), maxPool(2),
        residual(new SelfAttention(8)),
        conv2d(10, 3), globalAvgPool(), flatten());
  }
}
