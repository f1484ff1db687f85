package org.menagerie.reports;

import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.training.run.RunResult;

/** Finds the data that a stored run was tested on; they may not be at hand any more. */
@FunctionalInterface
public interface DataLookup {
  /** Finds nothing. */
  DataLookup NONE = run -> Optional.empty();

  /** The very data, by checksum. */
  Optional<Dataset> find(RunResult run);
}
