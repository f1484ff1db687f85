package org.menagerie.reports;

import java.util.Optional;
import org.menagerie.api.model.ModelDefinition;

/** Finds the model of a stored run; its plug-in may no longer be installed. */
@FunctionalInterface
public interface ModelLookup {
  Optional<ModelDefinition> find(String zoo, String model);
}
