package org.menagerie.runner.report;

import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.DataLookup;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.run.RunResult;

/** The data sets that can be read on this machine, under the name that a run has for them. */
public final class AvailableData implements DataLookup {
  private final DatasetLocator locator;

  public AvailableData(Catalog catalog, Path dataDirectory) {
    this.locator = new DatasetLocator(catalog, dataDirectory);
  }

  @Override
  public Optional<Dataset> find(RunResult run) {
    try {
      return Optional.of(locator.load(DatasetReference.of(run.spec())));
    } catch (MenagerieException e) {
      // No report fails for want of pictures: it says that the data were not available.
      return Optional.empty();
    }
  }
}
