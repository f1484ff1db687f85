package org.menagerie.runner.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.WeightsFile;

/**
 * What the weights of runs come from, as far as runs keep it: trained weights, known by their
 * SHA-256 or by the name of their run. A run's own are among them, since another may have started
 * from these.
 */
final class Descent {
  private Descent() {}

  /** All that the weights in a folder come from. */
  static Set<String> of(Path run) {
    Set<String> found = new TreeSet<>();
    add(new RunFolder(run), found);
    return found;
  }

  private static void add(RunFolder run, Set<String> found) {
    StoredWeights own = StoredWeights.find(run.lastCheckpoint(), Use.EVALUATE);
    if (!found.add(own.source().sha256())) {
      return;
    }
    if (Files.exists(run.bestCheckpoint())) {
      found.add(StoredWeights.find(run.bestCheckpoint(), Use.EVALUATE).source().sha256());
    }
    RunSpec spec = run.isImported() ? run.readImport().spec() : run.readSpec();
    if (!run.isImported()) {
      found.add(spec.runName());
      run.readResult().provenance().ancestor().ifPresent(ancestor -> found.add(ancestor.run()));
    }
    spec.init().ifPresent(init -> addStart(init, own, spec, found));
  }

  private static void addStart(
      WeightsFile init, StoredWeights own, RunSpec spec, Set<String> found) {
    if (!isWhole(init, own, spec)) {
      // What was not in the file was drawn, and is the same for the same seed.
      found.add(init.sha256() + " and seed " + spec.seed());
      return;
    }
    found.add(init.sha256());
    Path folder = Path.of(init.file()).getParent();
    if (folder != null && isStill(new RunFolder(folder), init)) {
      add(new RunFolder(folder), found);
    }
  }

  /** Whether a run started with all of its weights from a file. */
  private static boolean isWhole(WeightsFile init, StoredWeights own, RunSpec spec) {
    try {
      StoredWeights.read(init, Use.START).all(own.tensors(), spec.modelId());
      return true;
    } catch (MenagerieException e) {
      // It is not there any more, or has others; neither proves that it had all.
      return false;
    }
  }

  private static boolean isStill(RunFolder run, WeightsFile weights) {
    return (run.isFinished() || run.isImported())
        && Files.exists(run.lastCheckpoint())
        && StoredWeights.find(run.lastCheckpoint(), Use.START)
            .source()
            .sha256()
            .equals(weights.sha256());
  }
}
