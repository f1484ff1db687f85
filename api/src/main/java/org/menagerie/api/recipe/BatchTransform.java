package org.menagerie.api.recipe;

import org.menagerie.api.random.RandomStream;

/** A change of a whole batch, see {@link BatchAugmentation}. It has no state. */
@FunctionalInterface
public interface BatchTransform {

  /**
   * Changes a batch in place.
   *
   * @param random the stream of this batch in this epoch; all random choices come from it
   */
  void apply(MixableBatch batch, RandomStream random);
}
