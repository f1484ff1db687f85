package org.menagerie.runner.compare;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.evidence.NumericVersions;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.DataFiles;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.text.SafeText;

/**
 * Seeds of one model that were, or would be, computed at different versions of their engine's
 * numbers: their specifications do not tell, so that they count as replicates all the same. Whether
 * they are to be pooled is the user's choice.
 */
final class Pooling {
  private final Catalog catalog;
  private final Terminal terminal;

  @Inject
  Pooling(Catalog catalog, Terminal terminal) {
    this.catalog = catalog;
    this.terminal = terminal;
  }

  /** Warns of what a sweep would pool. */
  void warn(List<PlannedRun> runs, Consumer<String> warning) {
    mixtures(runs).forEach(warning);
  }

  /**
   * Asks whether to pool; where nobody can answer, that is a no.
   *
   * @throws MenagerieException if runs would be pooled and the answer is no
   */
  void ask(List<PlannedRun> runs) {
    List<String> mixtures = mixtures(runs);
    if (mixtures.isEmpty()) {
      return;
    }
    String what = String.join(" ", mixtures);
    if (!terminal.confirms(SafeText.terminal(what) + " Pool them anyway?")) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          (terminal.interactive() ? "Nothing was trained." : what)
              + " Add --pool-builds to pool them, or name another folder with --out to train all of"
              + " them again.");
    }
  }

  /** A sentence for each mixture of versions. */
  private List<String> mixtures(List<PlannedRun> runs) {
    Map<NumericVersions, List<String>> names = new LinkedHashMap<>();
    runs.stream()
        .filter(run -> run.isFinished() || run.isOpen())
        .collect(groupingBy(Pooling::kind, LinkedHashMap::new, toList()))
        .forEach((kind, seeds) -> add(names, seeds));
    return names.entrySet().stream()
        .map(mixture -> mixture.getKey().pooledBy(mixture.getValue(), true))
        .toList();
  }

  private void add(Map<NumericVersions, List<String>> names, List<PlannedRun> seeds) {
    RunSpec spec = seeds.get(0).spec();
    NumericVersions versions =
        NumericVersions.of(spec.engine(), seeds.stream().map(this::version).toList());
    if (versions.areMixed()) {
      names.computeIfAbsent(versions, mixture -> new ArrayList<>()).add(spec.modelId());
    }
  }

  /** Of a run that is finished, or of the engine that is going to train it. */
  private OptionalInt version(PlannedRun run) {
    return run.isFinished()
        ? run.folder().readResult().provenance().build().numericVersion()
        : OptionalInt.of(catalog.engines().get(run.spec().engine()).numericVersion());
  }

  /** All that replicates have in common. */
  private static List<Object> kind(PlannedRun run) {
    RunSpec spec = run.spec();
    return List.of(
        spec.modelId(),
        spec.engine(),
        spec.dataset(),
        spec.data().map(DataFiles::sha256),
        spec.recipe(),
        spec.network(),
        spec.init(),
        spec.teacher());
  }
}
