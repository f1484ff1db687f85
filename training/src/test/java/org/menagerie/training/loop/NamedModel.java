package org.menagerie.training.loop;

import org.menagerie.api.model.ModelDefinition;

/** A model that only has to be there: {@code zoo/model}. */
interface NamedModel extends ModelDefinition {
  @Override
  default String zoo() {
    return "zoo";
  }

  @Override
  default String name() {
    return "model";
  }

  @Override
  default String description() {
    return "for tests";
  }
}
