package org.menagerie.engine.vector.graph;

import java.util.Optional;

/**
 * The elementwise steps after an operation, in this order; each may be missing.
 *
 * @param reluBefore ReLU before the normalization, or where there is none
 * @param normalization batch normalization
 * @param reluAfter ReLU after it
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
