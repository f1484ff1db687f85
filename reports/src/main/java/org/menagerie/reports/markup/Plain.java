package org.menagerie.reports.markup;

import java.util.regex.Pattern;

/** Text from plug-ins and paths without what would steer a terminal. */
public final class Plain {
  /** CSI and OSC sequences whole, so that none of their parameters remain as text. */
  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
              + "|(?:\u001b\\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c)?");

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\u0085\u2028\u2029]+");

  /** Control and format characters, the latter for those that turn the direction of text. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

  private Plain() {}

  /** On one line. */
  public static String of(String text) {
    String unescaped = ESCAPE_SEQUENCE.matcher(text).replaceAll("");
    String oneLine = WHITE_SPACE.matcher(unescaped).replaceAll(" ");
    return INVISIBLE.matcher(oneLine).replaceAll("").strip();
  }
}
