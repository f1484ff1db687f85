package org.menagerie.runner.runs;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.trained.RunsOption;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;
import org.menagerie.training.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner rm}: removes runs for good. */
@Command(
    name = "rm",
    mixinStandardHelpOptions = true,
    description = {
      "Removes runs with all that they hold, after asking.",
      "A folder with other files than a run's is left as it is."
    })
public final class RemoveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "RUN",
      description = "Runs as predict takes them, or folders of unfinished ones.")
  private List<String> named = List.of();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private RunsOption runs = new RunsOption();

  @Inject
  RemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    // A run can be named in several ways.
    Map<Path, Path> folders = new LinkedHashMap<>();
    for (String name : named) {
      Path folder = runs.run(name);
      requireARun(folder);
      folders.putIfAbsent(real(folder), folder);
    }
    String what =
        folders.size() == 1
            ? folders.values().iterator().next().toString()
            : folders.size() + " runs";
    if (!yes && !terminal.confirms("Remove " + SafeText.terminal(what) + " for good?")) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "Nothing was removed; --yes removes without asking.");
    }
    remove(folders.keySet().stream().map(RunFolder::new).toList());
    return 0;
  }

  private static void requireARun(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is a link; name the folder that it leads to, %s.".formatted(folder, real(folder)));
    }
    RunFolder run = new RunFolder(folder);
    if (!Files.exists(run.specFile()) && !run.isImported()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "%s holds no run.".formatted(folder));
    }
    List<Path> others = files(folder).stream().filter(file -> !run.isOfARun(file)).toList();
    if (!others.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is no part of a run; move it elsewhere, and the run can be removed."
              .formatted(others.get(0)));
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw cannotRemove(folder, e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw cannotRemove(folder, e);
    }
  }

  /** All or none: before one is removed, no other process may be in any. */
  private static void remove(List<RunFolder> folders) {
    Map<RunFolder, RunLock> locks = new LinkedHashMap<>();
    try {
      for (RunFolder folder : folders) {
        locks.put(folder, lock(folder));
      }
      for (Map.Entry<RunFolder, RunLock> locked : locks.entrySet()) {
        remove(locked.getKey(), locked.getValue());
      }
    } finally {
      locks.values().forEach(RunLock::close);
    }
  }

  private static RunLock lock(RunFolder folder) {
    return RunLock.tryOf(folder)
        .orElseThrow(
            () ->
                new MenagerieException(
                    ErrorCode.OUTPUT_UNWRITABLE,
                    "Another process is training this very run in %s; wait for it, or stop it."
                        .formatted(folder.path())));
  }

  private static void remove(RunFolder folder, RunLock lock) {
    try {
      for (Path file : files(folder.path())) {
        if (!file.equals(folder.lock())) {
          Files.delete(file);
        }
      }
      // Windows removes no open file.
      lock.close();
      Files.deleteIfExists(folder.lock());
      Files.delete(folder.path());
    } catch (IOException e) {
      throw cannotRemove(folder.path(), e);
    }
  }

  private static MenagerieException cannotRemove(Path folder, IOException e) {
    return new MenagerieException(
        ErrorCode.OUTPUT_UNWRITABLE,
        "Cannot remove %s (%s); allow writing there, and give the command again."
            .formatted(folder, OutputFiles.reason(e)),
        e);
  }
}
