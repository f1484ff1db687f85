package org.menagerie.zoo.classics;

import org.menagerie.api.network.Shape;

/** What all models of this zoo share. */
final class ClassicsZoo {
  static final String ZOO = "classics";
  static final Shape IMAGE = Shape.image(1, 28, 28);
  static final int CLASSES = 10;

  static final String HELD_OUT_A_TENTH =
      "The source held a tenth of the training images out; here all of them are trained on, so that"
          + " runs are not judged by its figures.";

  private ClassicsZoo() {}
}
