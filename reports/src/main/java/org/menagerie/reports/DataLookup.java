package org.menagerie.reports;

import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.training.run.RunResult;

/** Finds the data that a stored run was tested on, which may no longer be available. */
@FunctionalInterface
public interface DataLookup {
  /** Finds nothing. */
  DataLookup NONE = run -> Optional.empty();

  /** The exact data, by checksum. */
  Optional<Dataset> find(RunResult run);
}
