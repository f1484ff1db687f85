package org.menagerie.runner.runs;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
  /** What trainings store. */
  private static final Pattern STORED =
      Pattern.compile(
          "hs_err_pid\\d+\\.log|(spec|result(\\.damaged)?|checkpoint-(last|previous))\\.json|events\\.jsonl|log\\.txt|curves\\.svg"
              + "|lock|tags\\.txt|checkpoint-(last|previous|best(\\.damaged)?)\\.safetensors"
              + "|test-probabilities\\.safetensors");

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
    folders.keySet().forEach(RemoveCommand::remove);
    return 0;
  }

  private static void requireARun(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is a link; name the folder that it leads to, %s.".formatted(folder, real(folder)));
    }
    if (!Files.exists(new RunFolder(folder).specFile())) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "%s holds no run.".formatted(folder));
    }
    List<Path> others =
        files(folder).stream()
            .filter(
                file ->
                    !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        || !STORED.matcher(String.valueOf(file.getFileName())).matches())
            .toList();
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

  private static void remove(Path folder) {
    Path lockFile = folder.resolve("lock");
    try {
      RunLock lock =
          RunLock.tryOf(new RunFolder(folder))
              .orElseThrow(
                  () ->
                      new MenagerieException(
                          ErrorCode.OUTPUT_UNWRITABLE,
                          "Another process is training this very run in %s; wait for it, or stop it."
                              .formatted(folder)));
      try {
        for (Path file : files(folder)) {
          if (!file.equals(lockFile)) {
            Files.delete(file);
          }
        }
      } finally {
        lock.close();
      }
      // Windows removes no open file.
      Files.deleteIfExists(lockFile);
      Files.delete(folder);
    } catch (IOException e) {
      throw cannotRemove(folder, e);
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
