package org.menagerie.export.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with fields in braces, each filled once, so that what is filled in may have braces too. */
public final class Template {
  private static final Pattern FIELD = Pattern.compile("\\{([a-z]+)}");

  private Template() {}

  /** The text with its fields filled; braces around other words stay. */
  public static String fill(String template, Map<String, String> fields) {
    return FIELD
        .matcher(template)
        .replaceAll(
            match -> Matcher.quoteReplacement(fields.getOrDefault(match.group(1), match.group())));
  }

  /** The sections that are used, in the order of the text; each begins with {@code # name}. */
  public static String sections(String text, Set<String> used) {
    StringBuilder sections = new StringBuilder();
    for (String section : text.substring(2).split("\n# ", -1)) {
      int end = section.indexOf('\n');
      if (used.contains(section.substring(0, end))) {
        sections.append(section.substring(end + 1).stripTrailing()).append("\n\n");
      }
    }
    return sections.toString();
  }

  /**
   * The text of a file beside a class.
   *
   * @throws IllegalStateException if it is missing
   */
  public static String beside(Class<?> type, String name) {
    try (InputStream in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
