package org.menagerie.engine.vector;

import java.util.Optional;

/**
 * What follows an operation value by value, in this order; each part may be missing.
 *
 * @param before ReLU ahead of the normalisation, or where there is none
 * @param normalization batch normalisation
 * @param after ReLU behind it
 * @param dropout share of values set to 0 in training
 */
record Pointwise(
    boolean before, Optional<Normalization> normalization, boolean after, double dropout) {

  boolean rectifies() {
    return before || after;
  }
}
