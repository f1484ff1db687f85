package com.example.softmax;

import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.linear;

import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/** A model for the engine: each pixel votes for each digit. */
public final class Pixels implements ModelDefinition {

  @Override
  public String zoo() {
    return "regression";
  }

  @Override
  public String name() {
    return "pixels";
  }

  @Override
  public String description() {
    return "One linear layer, 7,850 parameters";
  }

  @Override
  public Network network() {
    return Network.of(Shape.image(1, 28, 28), flatten(), linear(10));
  }
}
