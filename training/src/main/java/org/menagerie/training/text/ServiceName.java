package org.menagerie.training.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that plug-ins may give: names become parts of file names, of tables and of commands.
 */
public final class ServiceName {
  /** What a name is, for messages. */
  public static final String RULE =
      "names are made of at most 64 letters, digits, '.', '_' and '-', the first a letter or digit";

  private static final Pattern PROPER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private ServiceName() {}

  /** Whether a name keeps to the rule. */
  public static boolean isProper(@Nullable String name) {
    return name != null && PROPER.matcher(name).matches();
  }
}
