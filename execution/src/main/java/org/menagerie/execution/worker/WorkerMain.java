package org.menagerie.execution.worker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.run.RunFolder;

/**
 * The process that trains one run: {@code WorkerMain TASK RUN_FOLDER DATA_DIRECTORY
 * PLUGIN_SOURCE...}. It writes messages to standard output; everything else that is printed belongs
 * to the log.
 */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) {
    // All text is English, and so are its digits.
    Locale.setDefault(Locale.ROOT);
    PrintStream messages = System.out;
    // Only messages may go to the stream that is read as messages.
    System.setOut(System.err);
    Parent parent = Parent.watch();
    int exitCode = 0;
    try {
      run(args, parent, messages);
      send(messages, new WorkerMessage.Finished());
    } catch (MenagerieException e) {
      e.printStackTrace();
      send(messages, new WorkerMessage.Failed(e.code(), e.getMessage()));
      exitCode = e.code().exitCode();
    } catch (RuntimeException | Error e) {
      // Plug-ins and native libraries throw what they like; all of it ends this run and no other.
      e.printStackTrace();
      send(messages, new WorkerMessage.Failed(ErrorCode.RUN_CRASHED, "Training failed: " + e));
      exitCode = ErrorCode.RUN_CRASHED.exitCode();
    }
    // Native libraries leave threads behind that would keep the process alive.
    Runtime.getRuntime().exit(exitCode);
  }

  private static void run(String[] args, Parent parent, PrintStream messages) {
    RunFolder folder = new RunFolder(Path.of(args[1]));
    PluginSources sources = PluginSources.parse(Arrays.stream(args).skip(3).toList());
    WorkerTask task = WorkerTask.valueOf(args[0]);
    if (task == WorkerTask.TRAIN) {
      parent.decidesOnInterrupts();
    }
    task.perform(
        folder,
        LoadedPlugins.from(sources),
        Path.of(args[2]),
        new MessengerListener(message -> send(messages, message), parent::asksToStop));
  }

  static void send(PrintStream messages, WorkerMessage message) {
    // The break before it ends a line that a native library may have left open.
    messages.print("\n" + MessageLines.format(message) + "\n");
    messages.flush();
  }
}
