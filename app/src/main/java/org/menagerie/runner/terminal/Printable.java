package org.menagerie.runner.terminal;

/** Text from plug-ins and files, made safe for a terminal. */
public final class Printable {
  private Printable() {}

  /** Control characters, which could move the cursor or change colours, become question marks. */
  public static String text(String text) {
    return text.replaceAll("\\p{Cc}", "?");
  }
}
