package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.menagerie.Jars;
import org.menagerie.Modules;
import org.menagerie.runner.terminal.Terminal;

/** The command line in this very process, in the home of a user who has the zoos as plug-ins. */
final class Cli {
  private final Path home;
  private final Path plugins;

  Cli(Path home) {
    this.home = home;
    this.plugins = home.resolve("zoos");
    for (String zoo :
        List.of("classics", "mnistnet", "model4", "model5", "pipeline", "progressive")) {
      Jars.write(Jars.read(Modules.classes("zoo-" + zoo)), plugins.resolve("zoo-" + zoo + ".jar"));
    }
  }

  /** What a command left: line ends are {@code \n}. */
  record Result(int exitCode, String out, String err) {}

  Path plugins() {
    return plugins;
  }

  Result run(String... args) {
    return run(false, 80, args);
  }

  /** The same at a terminal of that many columns. */
  Result runAt(int columns, String... args) {
    return run(true, columns, args);
  }

  private Result run(boolean interactive, int columns, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            interactive,
            columns,
            24);
    String realHome = System.setProperty("user.home", home.toString());
    try {
      int exitCode =
          Main.run(
              terminal,
              Map.of("MENAGERIE_PLUGINS", plugins.toString(), "SOURCE_DATE_EPOCH", "1767225600"),
              // What a test makes is new each time, and a process for each would take long.
              unknown -> Map.of(),
              args);
      return new Result(exitCode, text(out), text(err));
    } finally {
      System.setProperty("user.home", realHome);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
