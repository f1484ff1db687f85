package org.menagerie.runner.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that a Markdown page tells its readers to type. */
final class ReadmeCommands {
  /** A fenced block of the kind "console", without its fences. */
  private static final Pattern CONSOLE = Pattern.compile("(?ms)^```console\\R(.*?)^```$");

  /** A line after a prompt, and the lines that it goes on in. */
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*(?:(?<=\\\\)\\R.*)*)");

  /** The runner with a model and no command but, perhaps, the one that trains. */
  private static final Pattern TRAINING =
      Pattern.compile("\\brunner(?: train)?(?= --)(?=.* --model\\b)");

  /** A sweep that is not only planned. */
  private static final Pattern SWEEP =
      Pattern.compile("\\bbin/runner compare(?!.* --(?:dry-run|parity)\\b)");

  /** Whatever reads a data set. */
  private static final Pattern READING =
      Pattern.compile(TRAINING.pattern() + "|\\bbin/runner compare");

  /** Another data set than the built-in one. */
  private static final Pattern OTHER_DATASET = Pattern.compile(" --dataset[ =](?!digits\\b)");

  private static final Pattern BUILT_IN = Pattern.compile(" --dataset[ =]digits\\b");
  private static final Pattern SEEDS = Pattern.compile("(?<= --seeds[ =])\\S+");

  private static final Pattern EPOCHS = Pattern.compile(" --epochs[ =](\\d+)");
  private static final int FEW = 2;

  private ReadmeCommands() {}

  static List<String> of(Path page) throws IOException {
    return of(Files.readString(page));
  }

  static List<String> of(String markdown) {
    List<String> commands = new ArrayList<>();
    Matcher block = CONSOLE.matcher(markdown);
    while (block.find()) {
      Matcher command = COMMAND.matcher(block.group(1));
      while (command.find()) {
        commands.add(command.group(1).replaceAll("\\\\\\R\\s*", ""));
      }
    }
    return List.copyOf(commands);
  }

  /**
   * The same command; a training of more than two epochs is made one of a single epoch, a sweep one
   * of a single seed and epoch.
   */
  static String shortened(String command) {
    if (SWEEP.matcher(command).find()) {
      String once = EPOCHS.matcher(SEEDS.matcher(command).replaceFirst("1")).replaceFirst("");
      return SWEEP.matcher(once).replaceFirst("$0 --epochs 1");
    }
    Matcher epochs = EPOCHS.matcher(command);
    boolean few = epochs.find() && Integer.parseInt(epochs.group(1)) <= FEW;
    return few
        ? command
        : TRAINING.matcher(epochs.reset().replaceFirst("")).replaceFirst("$0 --epochs 1");
  }

  /** Whether it trains, rather than lists, describes, packs or compares engines. */
  static boolean trains(String command) {
    return TRAINING.matcher(command).find() || SWEEP.matcher(command).find();
  }

  /** The same command, which reads a folder where it would read the built-in digits. */
  static String reading(Path images, String command) {
    return OTHER_DATASET.matcher(command).find()
        ? command
        : READING
            .matcher(BUILT_IN.matcher(command).replaceFirst(""))
            .replaceFirst("$0 --dataset " + Matcher.quoteReplacement("'" + images + "'"));
  }
}
