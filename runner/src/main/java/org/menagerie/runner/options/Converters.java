package org.menagerie.runner.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.menagerie.api.recipe.Numbers;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The values of options as they are read everywhere, whatever Java itself would take. */
public final class Converters {
  /** A scheme of more than one letter, which would be a drive of Windows, and its slashes. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*|file:/.*", Pattern.DOTALL);

  private Converters() {}

  /** Has a command line and its subcommands read values so. */
  public static void register(CommandLine commandLine) {
    commandLine
        .registerConverter(Path.class, Converters::path)
        .registerConverter(RunsLocation.class, Converters::runs)
        .registerConverter(URI.class, Converters::address)
        .registerConverter(
            Integer.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .registerConverter(
            int.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .registerConverter(Long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE))
        .registerConverter(long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE))
        .registerConverter(Double.class, Converters::number)
        .registerConverter(double.class, Converters::number);
  }

  /** An empty name, which is the working directory, is a slip. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty; leave it out, or write . for this folder");
    }
    if (ELSEWHERE.matcher(text).matches()) {
      throw new TypeConversionException(
          "'%s' is an address, and only report reads runs from there; name a file or folder of this machine"
              .formatted(text));
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("there can be no such file (%s)".formatted(e.getReason()));
    }
  }

  private static RunsLocation runs(String text) {
    return ELSEWHERE.matcher(text).matches()
        ? new RunsLocation.Elsewhere(text)
        : new RunsLocation.Here(path(text));
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new TypeConversionException("'%s' is no address".formatted(text));
    }
  }

  private static long whole(String text, long smallest, long largest) {
    long value =
        Numbers.parseWhole(text)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        text.matches("[+-]?[0-9]+")
                            ? "'%s' is too large a number".formatted(text)
                            : "'%s' is not a whole number".formatted(text)));
    if (value > largest || value < smallest) {
      throw new TypeConversionException("'%s' is too large a number".formatted(text));
    }
    return value;
  }

  private static double number(String text) {
    return Numbers.parse(text)
        .orElseThrow(() -> new TypeConversionException("'%s' is not a number".formatted(text)));
  }
}
