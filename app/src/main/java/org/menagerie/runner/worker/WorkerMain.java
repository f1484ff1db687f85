package org.menagerie.runner.worker;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.runner.about.Version;
import org.menagerie.runner.plugin.LoadedPlugins;
import org.menagerie.runner.plugin.PluginProblem;
import org.menagerie.runner.plugin.PluginSources;
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
 * The process that trains one run: {@code WorkerMain RUN_FOLDER DATA_DIRECTORY PLUGIN_SOURCE...}.
 * It tells messages on standard output; everything else that is printed belongs to the log.
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
      run(new RunFolder(Path.of(args[0])), Path.of(args[1]), plugins(args), messages);
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

  private static PluginSources plugins(String[] args) {
    return PluginSources.parse(Arrays.stream(args).skip(2).toList());
  }

  private static void run(
      RunFolder folder, Path dataDirectory, PluginSources sources, PrintStream messages) {
    Instant startedAt = Instant.now();
    RunSpec spec = folder.readSpec();
    LoadedPlugins plugins = LoadedPlugins.from(sources);
    Planner planner =
        new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), dataDirectory));
    TrainingJob job = prepare(planner, spec, plugins.problems());
    SortedMap<String, String> jars = plugins.checksums(spec);
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
                jars,
                Machine.here(),
                startedAt.toString(),
                Instant.now().toString())));
  }

  /** What the front end has found a moment ago may be gone, or work there alone. */
  private static TrainingJob prepare(Planner planner, RunSpec spec, List<PluginProblem> problems) {
    try {
      return planner.prepare(spec);
    } catch (MenagerieException e) {
      if (e.code() != ErrorCode.UNKNOWN_NAME || problems.isEmpty()) {
        throw e;
      }
      throw new MenagerieException(
          ErrorCode.PLUGIN_BROKEN,
          "The training process does not find all that this run needs; what is wrong with plug-ins there is: %s"
              .formatted(problems.stream().map(PluginProblem::toString).collect(joining(" "))),
          e);
    }
  }

  static void send(PrintStream messages, WorkerMessage message) {
    // The break before it ends a line that a native library may have left open.
    messages.print("\n" + MessageLines.format(message) + "\n");
    messages.flush();
  }

  /** The parent holds our standard input open as long as it lives. */
  static void endWithParent() {
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
