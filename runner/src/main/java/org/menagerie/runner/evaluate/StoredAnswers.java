package org.menagerie.runner.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.training.evaluation.Answers;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.Signature;
import org.menagerie.training.run.TestProbabilities;

/** What runs keep of their test, for those that are kept without their weights. */
final class StoredAnswers {
  private StoredAnswers() {}

  /**
   * The answers of a run's final network to its test images.
   *
   * @return empty if its weights are there, or the run has kept none
   */
  static Optional<Subject> find(Path run) {
    RunFolder folder = new RunFolder(run);
    if (Files.exists(folder.lastCheckpoint())
        || !folder.isFinished()
        || !Files.exists(folder.testProbabilities())) {
      return Optional.empty();
    }
    RunResult result = folder.readResult();
    Optional<List<String>> classes = result.signature().map(Signature::classes);
    return TestProbabilities.read(folder, result.testOutcome())
        .flatMap(
            kept ->
                classes.map(
                    names ->
                        Subject.of(
                            run,
                            result.spec(),
                            names,
                            new Answers(
                                doubles(kept.logarithms()),
                                kept.labels(),
                                List.of(
                                    "%s is kept without its weights: the figures are those of the probabilities that it keeps, which are rounded to three digits."
                                        .formatted(run))))));
  }

  private static double[][] doubles(float[][] logarithms) {
    double[][] doubles = new double[logarithms.length][logarithms[0].length];
    for (int i = 0; i < doubles.length; i++) {
      for (int k = 0; k < doubles[i].length; k++) {
        doubles[i][k] = logarithms[i][k];
      }
    }
    return doubles;
  }
}
