package org.menagerie.runner.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.trained.RunTags;
import org.menagerie.runner.trained.RunsOption;
import org.menagerie.training.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner tag}: a name for a run. */
@Command(
    name = "tag",
    mixinStandardHelpOptions = true,
    description = {
      "Gives a run a name, by which every command finds it.",
      "",
      "  runner tag last baseline",
      "  runner predict baseline digit.png",
      ""
    })
public final class TagCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN", description = "A finished run, as predict takes it.")
  private String run = "";

  @Parameters(
      index = "1",
      paramLabel = "TAG",
      description = "Up to 64 letters, digits, '.', '_' and '-'.")
  private String tag = "";

  @Option(names = "--remove", description = "Take the tag away instead.")
  private boolean remove;

  @Mixin private RunsOption runs = new RunsOption();

  @Override
  public Integer call() {
    RunTags.require(tag);
    Path path = runs.run(run);
    RunFolder folder = new RunFolder(path);
    if (!folder.isFinished() && !folder.isImported()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "%s holds no finished run.".formatted(path));
    }
    if (remove) {
      if (!RunTags.of(path).contains(tag)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT, "%s has no tag \"%s\".".formatted(path, tag));
      }
      RunTags.remove(path, tag);
      return 0;
    }
    beside(path, other -> RunTags.isNameOf(other, tag))
        .ifPresent(
            other -> {
              throw new MenagerieException(
                  ErrorCode.INVALID_ARGUMENT,
                  "\"%s\" is what the run %s is called already; choose another tag."
                      .formatted(tag, other));
            });
    beside(path, other -> RunTags.of(other).contains(tag))
        .ifPresent(
            other -> {
              throw new MenagerieException(
                  ErrorCode.INVALID_ARGUMENT,
                  "The tag \"%1$s\" is that of %2$s; take it away first: runner tag %2$s %1$s --remove."
                      .formatted(tag, other));
            });
    RunTags.add(path, tag);
    return 0;
  }

  /** Another run in the same folder. */
  private static Optional<Path> beside(Path path, Predicate<Path> wanted) {
    Path siblings = path.toAbsolutePath().normalize().getParent();
    if (siblings == null) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(siblings)) {
      return folders
          .filter(other -> !other.equals(path.toAbsolutePath().normalize()))
          .filter(wanted)
          .findFirst();
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot look for runs in %s: %s.".formatted(siblings, e.getMessage()),
          e);
    }
  }
}
