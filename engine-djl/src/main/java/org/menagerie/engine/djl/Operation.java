package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;

/** A layer made ready for DJL. */
@FunctionalInterface
interface Operation {
  /** The layer's output, batch dimension first. */
  NDArray apply(NDArray input, Pass pass);
}
