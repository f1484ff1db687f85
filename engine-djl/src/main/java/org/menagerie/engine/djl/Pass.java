package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * The arrays of one forward pass.
 *
 * @param arrays parameters and statistics by full name
 * @param training whether dropout drops and batch normalisation uses the batch
 * @param tape records where Java computes
 */
record Pass(Map<String, NDArray> arrays, boolean training, Tape tape) {

  NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalStateException("no array for " + name);
    }
    return array;
  }
}
