package org.menagerie.training.text;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;

/** Text from plug-ins and files, made safe for a terminal. */
public final class Printable {
  /** What moves the cursor, changes colours, breaks a line or turns the direction of text. */
  private static final String UNSAFE =
      "[\\p{Cc}\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]";

  /** What JSON leaves as it is. */
  private static final Pattern INVISIBLE =
      Pattern.compile(UNSAFE.replace("\\p{Cc}", "\\x7f-\\x9f"));

  private Printable() {}

  /** On one line; what could steer the terminal becomes question marks. */
  public static String text(String text) {
    return text.replaceAll(UNSAFE, "?");
  }

  /** The same for a text that may go on in lines below; those are set in. */
  public static String lines(String text) {
    return text.lines().map(Printable::text).collect(joining(System.lineSeparator() + "  "));
  }

  /** JSON with all of it as escape sequences, which mean the same. */
  public static String json(String json) {
    return INVISIBLE
        .matcher(json)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }
}
