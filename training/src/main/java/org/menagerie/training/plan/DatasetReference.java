package org.menagerie.training.plan;

import java.util.Optional;
import org.menagerie.training.run.DataFiles;
import org.menagerie.training.run.RunSpec;

/**
 * A data set as specifications name it.
 *
 * @param name a provider's, or that of the files; in runs of earlier versions also the absolute
 *     path of a folder
 * @param files where the data are, unless their name says it
 */
public record DatasetReference(String name, Optional<DataFiles> files) {

  /** A data set that its name says all about. */
  public static DatasetReference named(String name) {
    return new DatasetReference(name, Optional.empty());
  }

  /** The data set of a run, whichever of its images the run uses. */
  public static DatasetReference of(RunSpec spec) {
    return new DatasetReference(spec.dataset(), spec.data().map(DataFiles::withoutValidation));
  }
}
