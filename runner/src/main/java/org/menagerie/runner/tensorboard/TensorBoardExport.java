package org.menagerie.runner.tensorboard;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.export.tensorboard.RunLog;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.trained.TrainedRuns;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.text.SafeText;

/** A finished run for TensorBoard. */
public final class TensorBoardExport {
  /** What {@code runner export --format} calls it. */
  public static final String FORMAT = "tensorboard";

  /** What help says of it. */
  public static final String DESCRIPTION =
      "the whole training, for TensorBoard; --output names a folder, which can hold many runs";

  private final Catalog catalog;
  private final Terminal terminal;

  @Inject
  TensorBoardExport(Catalog catalog, Terminal terminal) {
    this.catalog = catalog;
    this.terminal = terminal;
  }

  /**
   * Writes the log of a run, and says what is in it.
   *
   * @param run the run's folder
   * @param directory the one that TensorBoard is given
   * @throws MenagerieException if that is no run that was trained here, or the log cannot be
   *     written
   */
  public void run(Path run, Path directory, Path dataDirectory) {
    RunFolder folder = new RunFolder(run);
    TrainedRuns.requireFinished(folder);
    if (folder.isImported()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The network in %s was imported, so that there is no training to show.".formatted(run));
    }
    write(folder, folder.readResult(), directory, dataDirectory);
  }

  /** Writes the log of a run whose result is known. */
  public void write(RunFolder folder, RunResult result, Path directory, Path dataDirectory) {
    Instant end = Instant.parse(result.provenance().finishedAt());
    Instant begin = end.minus(LoggedRun.duration(result.history()));
    String name = String.valueOf(folder.path().toAbsolutePath().normalize().getFileName());
    DatasetLocator datasets = new DatasetLocator(catalog, dataDirectory);
    Supplier<Dataset> data = () -> datasets.load(DatasetReference.of(result.spec()));
    try (RunLog log = RunLog.begin(directory, name, result.spec(), begin)) {
      LoggedRun logged = new LoggedRun(log);
      logged.addEpochs(result.history(), end);
      logged.addWeights(folder, end);
      logged.end(result, data, end);
      terminal.out().println("Wrote " + SafeText.terminal(log.file().toString()));
      terminal.out().println(terminal.fitted(logged.summary(result)));
      logged
          .missing()
          .forEach(
              sentence -> terminal.out().println(terminal.fitted(SafeText.terminal(sentence))));
    }
  }
}
