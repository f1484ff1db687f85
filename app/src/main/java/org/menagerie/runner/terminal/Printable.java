package org.menagerie.runner.terminal;

import static java.util.stream.Collectors.joining;

/** Text from plug-ins and files, made safe for a terminal. */
public final class Printable {
  /** What moves the cursor, changes colours, breaks a line or turns the direction of text. */
  private static final String UNSAFE =
      "[\\p{Cc}\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]";

  private Printable() {}

  /** On one line; what could steer the terminal becomes question marks. */
  public static String text(String text) {
    return text.replaceAll(UNSAFE, "?");
  }

  /** The same for a text of several lines. */
  public static String lines(String text) {
    return text.lines().map(Printable::text).collect(joining("\n"));
  }
}
