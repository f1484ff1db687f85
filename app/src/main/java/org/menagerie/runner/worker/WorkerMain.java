package org.menagerie.runner.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.runner.about.Version;
import org.menagerie.runner.plugin.LoadedPlugins;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * The process that trains one run: {@code WorkerMain RUN_FOLDER DATA_DIRECTORY
 * PLUGIN_DIRECTORY...}. It tells messages on standard output; everything else that is printed
 * belongs to the log.
 */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) {
    PrintStream messages = System.out;
    // Only messages may go to the stream that is read as messages.
    System.setOut(System.err);
    endWithParent();
    int exitCode = 0;
    try {
      run(new RunFolder(Path.of(args[0])), Path.of(args[1]), pluginDirectories(args), messages);
      send(messages, new WorkerMessage.Finished());
    } catch (MenagerieException e) {
      e.printStackTrace();
      send(messages, new WorkerMessage.Failed(e.code(), e.getMessage()));
      exitCode = e.code().exitCode();
    } catch (RuntimeException | Error e) {
      // Plug-ins and native libraries throw what they like; all of it ends this run and no other.
      e.printStackTrace();
      send(messages, new WorkerMessage.Failed(ErrorCode.RUN_FAILED, "Training failed: " + e));
      exitCode = ErrorCode.RUN_FAILED.exitCode();
    }
    // Native libraries leave threads behind that would keep the process alive.
    Runtime.getRuntime().exit(exitCode);
  }

  private static List<Path> pluginDirectories(String[] args) {
    return Arrays.stream(args).skip(2).map(Path::of).toList();
  }

  private static void run(
      RunFolder folder, Path dataDirectory, List<Path> pluginDirectories, PrintStream messages) {
    Instant startedAt = Instant.now();
    RunSpec spec = folder.readSpec();
    LoadedPlugins plugins = LoadedPlugins.from(pluginDirectories);
    Planner planner =
        new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), dataDirectory));
    TrainingJob job = planner.prepare(spec);
    Trainer trainer =
        new Trainer(job, folder, new MessengerListener(message -> send(messages, message)));
    Trainer.Outcome outcome = trainer.run();
    NetworkSummary summary = job.network().summary();
    folder.writeResult(
        new RunResult(
            RunResult.SCHEMA_VERSION,
            spec,
            summary.trainableParameters(),
            summary.multiplyAccumulates(),
            outcome.stopReason(),
            outcome.history(),
            outcome.testOutcome(),
            new Provenance(
                Version.current(),
                new TreeMap<>(outcome.engine()),
                job.dataset().checksums(),
                plugins.checksums(),
                Machine.here(),
                startedAt.toString(),
                Instant.now().toString())));
  }

  private static void send(PrintStream messages, WorkerMessage message) {
    // The break before it ends a line that a native library may have left open.
    messages.print("\n" + MessageLines.format(message) + "\n");
    messages.flush();
  }

  /** The parent holds our standard input open as long as it lives. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is ever sent.
                }
              } catch (IOException e) {
                // A broken pipe means the same as its end.
              }
              Runtime.getRuntime().halt(1);
            },
            "parent watch");
    watch.setDaemon(true);
    watch.start();
  }
}
