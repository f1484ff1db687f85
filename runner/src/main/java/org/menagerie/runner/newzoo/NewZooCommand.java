package org.menagerie.runner.newzoo;

import com.google.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.archetype.NewZoo;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.run.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner new-zoo}: a project to start from, for your own models. */
@Command(
    name = "new-zoo",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a small Maven project with a first model in it.",
      "Its jar is dropped into a plug-in folder."
    })
public final class NewZooCommand implements Callable<Integer> {
  private final Locations locations;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The zoo's name; lower-case letters, digits, '.', '_' and '-'.")
  private String name = "";

  @Option(
      names = "--package",
      required = true,
      paramLabel = "PACKAGE",
      description = "Java package of its classes, such as com.example.zoo.")
  private String packageName = "";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where to write it; by default a folder here of the zoo's name.")
  private @Nullable Path directory;

  @Inject
  NewZooCommand(Locations locations, Terminal terminal) {
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    NewZoo zoo = new NewZoo(name, packageName, Version.current(), repository());
    Path folder = directory == null ? Path.of(name) : directory;
    zoo.writeTo(folder);
    makeOwnPlugins();
    terminal
        .out()
        .printf(
            "Wrote %s, a Maven project with the model %s/first. Now:%n%n"
                + "  cd %s%n"
                + "  mvn package%n"
                + "  cp target/%s-*.jar %s%n"
                + "  runner --zoo %s --model first%n",
            folder, name, folder, name, locations.ownPlugins(), name);
    return 0;
  }

  /** Menagerie is in no public repository, so the distribution carries one. */
  private static URI repository() {
    String home = System.getProperty("menagerie.home", "");
    Path repository = Path.of(home, "repo").toAbsolutePath();
    if (home.isEmpty() || !Files.isDirectory(repository)) {
      throw new MenagerieException(
          ErrorCode.DATA_MISSING,
          "There is no folder %s, from which the project would take Menagerie: start bin/runner of a whole distribution."
              .formatted(repository));
    }
    return repository.toUri();
  }

  private void makeOwnPlugins() {
    try {
      Files.createDirectories(locations.ownPlugins());
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.OUTPUT_UNWRITABLE,
          "The plug-in folder %s cannot be made (%s).".formatted(locations.ownPlugins(), e),
          e);
    }
  }
}
