package org.menagerie.runner.report;

import java.util.Optional;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.reports.NetworkLookup;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.network.NetworkDocument;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Signature;

/** The networks that runs keep in their specifications, and those of the models installed here. */
final class KnownNetworks implements NetworkLookup {
  private final Catalog catalog;

  KnownNetworks(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Optional<Network> find(RunResult run) {
    RunSpec spec = run.spec();
    try {
      return Optional.of(
          spec.network()
              .map(NetworkDocument::read)
              .orElseGet(() -> of(catalog.model(spec.zoo(), spec.model()), run)));
    } catch (MenagerieException e) {
      // No report fails for want of a network: it says that it is not known.
      return Optional.empty();
    }
  }

  /** Results of earlier versions do not say for which images it was built. */
  private static Network of(ModelDefinition model, RunResult run) {
    return run.signature()
        .map(Signature::images)
        .map(images -> model.network(images.shape(), images.classes()))
        .orElseGet(model::network);
  }
}
