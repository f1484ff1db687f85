package org.menagerie.training.parity;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A quantity that is compared between two trainings, in the order in which a step computes them.
 */
public enum Quantity {
  /** A running mean or variance of a batch normalisation, after the step. */
  STATISTIC("running statistic"),
  /** The loss over the batch. */
  LOSS("loss"),
  /** The gradient of a parameter, before clipping. */
  GRADIENT("gradient"),
  /** A parameter, after the step. */
  PARAMETER("parameter"),
  /** The logits of the test images, after the last step. */
  LOGITS("logits");

  private final String text;

  Quantity(String text) {
    this.text = text;
  }

  /** The name for people. */
  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
