package org.menagerie.runner.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.training.evaluation.Answers;
import org.menagerie.training.run.RunSpec;

/**
 * A network that is to be evaluated.
 *
 * @param run its folder
 * @param spec of its run, with the data and the engine to evaluate on
 * @param classes their names
 * @param network with its weights
 * @param stored answers in the place of a network
 */
record Subject(
    Path run,
    RunSpec spec,
    List<String> classes,
    Optional<TrainedNetwork> network,
    Optional<Answers> stored) {

  static Subject of(Path run, RunSpec spec, TrainedNetwork network) {
    return new Subject(run, spec, network.classes(), Optional.of(network), Optional.empty());
  }

  static Subject of(Path run, RunSpec spec, List<String> classes, Answers stored) {
    return new Subject(run, spec, classes, Optional.empty(), Optional.of(stored));
  }

  /** What the run is called. */
  String name() {
    return String.valueOf(run.toAbsolutePath().normalize().getFileName());
  }
}
