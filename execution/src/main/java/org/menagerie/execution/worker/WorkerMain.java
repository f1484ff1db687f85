package org.menagerie.execution.worker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.worker.WorkerOrder.Perform;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.run.RunFolder;

/**
 * The process that trains runs: {@code WorkerMain TASK RUN_FOLDER DATA_DIRECTORY PLUGIN_SOURCE...}.
 * It writes messages to standard output; everything else that is printed belongs to the log. Where
 * it can, it takes more tasks from standard input, one after another.
 */
public final class WorkerMain {
  private final Path dataDirectory;
  private final PluginSources sources;
  private final PrintStream messages;
  private final Parent parent;
  private final Optional<String> waitingLine =
      Optional.ofNullable(System.getProperty(WorkerHost.WAITING_LINE));

  private final Reuse reuse = new Reuse();

  private WorkerMain(
      Path dataDirectory, PluginSources sources, PrintStream messages, Parent parent) {
    this.dataDirectory = dataDirectory;
    this.sources = sources;
    this.messages = messages;
    this.parent = parent;
  }

  public static void main(String[] args) {
    // All text is English, and so are its digits.
    Locale.setDefault(Locale.ROOT);
    PrintStream messages = System.out;
    // Only messages may go to the stream that is read as messages.
    System.setOut(System.err);
    Parent parent = Parent.watch();
    int exitCode = 0;
    try {
      PluginSources sources = PluginSources.parse(Arrays.stream(args).skip(3).toList());
      new WorkerMain(Path.of(args[2]), sources, messages, parent)
          .performAll(new Perform(WorkerTask.valueOf(args[0]), args[1]));
    } catch (MenagerieException e) {
      e.printStackTrace();
      send(messages, new WorkerMessage.Failed(e.code(), e.getMessage()));
      exitCode = e.code().exitCode();
    } catch (InterruptedException | RuntimeException | Error e) {
      // Plug-ins and native libraries throw what they like; all of it ends this run and no other.
      e.printStackTrace();
      send(messages, new WorkerMessage.Failed(ErrorCode.RUN_CRASHED, "Training failed: " + e));
      exitCode = ErrorCode.RUN_CRASHED.exitCode();
    }
    // Native libraries leave threads behind that would keep the process alive.
    Runtime.getRuntime().exit(exitCode);
  }

  /** Does the first task, and all that come after it. */
  private void performAll(Perform first) throws InterruptedException {
    Optional<Perform> task = Optional.of(first);
    while (task.isPresent()) {
      boolean leavesNoState = perform(task.get());
      boolean waits = (isHere() || waitingLine.isPresent()) && leavesNoState && reuse.isPossible();
      WorkerErrors.markEnd(System.err);
      send(messages, new WorkerMessage.Finished(waits && isHere()));
      if (waits) {
        waitingLine.ifPresent(this::printToBoth);
      }
      task = waits ? parent.nextTask() : Optional.empty();
    }
  }

  private static boolean isHere() {
    return System.getProperty(WorkerHost.PLACE) == null;
  }

  private void printToBoth(String line) {
    for (PrintStream stream : List.of(System.err, messages)) {
      stream.print(line + "\n");
      stream.flush();
    }
  }

  /** Does a task; whether its engine leaves no state behind. */
  private boolean perform(Perform task) {
    RunFolder folder = new RunFolder(Path.of(task.folder()));
    if (task.task() == WorkerTask.TRAIN) {
      parent.decidesOnInterrupts();
    }
    // Loaded for each run, so that no static field of a plug-in outlives it.
    LoadedPlugins plugins = LoadedPlugins.again(sources);
    task.task()
        .perform(
            folder,
            plugins,
            dataDirectory,
            new MessengerListener(message -> send(messages, message), parent::asksToStop));
    return plugins.catalog().engines().get(folder.readSpec().engine()).leavesNoState();
  }

  static void send(PrintStream messages, WorkerMessage message) {
    // The break before it ends a line that a native library may have left open.
    messages.print("\n" + MessageLines.format(message) + "\n");
    messages.flush();
  }
}
