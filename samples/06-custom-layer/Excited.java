package com.example.attention;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/** A small network in which channels are weighed by what is in the picture; on DJL's engines. */
public final class Excited implements ModelDefinition {

  @Override
  public String zoo() {
    return "attention";
  }

  @Override
  public String name() {
    return "excited";
  }

  @Override
  public String description() {
    return "Three convolutions with squeeze and excitation";
  }

  @Override
  public Network network() {
    return Network.of(
        Shape.image(1, 28, 28),
        conv2d(8, 3), batchNorm(), relu(), maxPool(2),
        conv2d(16, 3), batchNorm(), relu(), new SqueezeExcite(4), maxPool(2),
        conv2d(10, 3), globalAvgPool(), flatten());
  }
}
