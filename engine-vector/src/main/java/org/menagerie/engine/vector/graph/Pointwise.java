package org.menagerie.engine.vector.graph;

import java.util.Optional;

/**
 * What follows an operation value by value, in this order; each part may be missing.
 *
 * @param reluBefore ReLU ahead of the normalization, or where there is none
 * @param normalization batch normalization
 * @param reluAfter ReLU behind it
 * @param dropout share of values set to 0 in training
 */
public record Pointwise(
    boolean reluBefore,
    Optional<BatchNormalization> normalization,
    boolean reluAfter,
    double dropout) {

  boolean hasRelu() {
    return reluBefore || reluAfter;
  }
}
