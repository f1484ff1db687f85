package org.menagerie.plugins;

import java.nio.file.Path;
import java.util.Map;

/** The folder of a user's own plug-ins and data sets. */
public final class UserFolder {
  private UserFolder() {}

  /** {@code ~/.menagerie}; a shell's {@code ~} is {@code HOME}, which Java itself ignores. */
  public static Path of(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home, ".menagerie");
  }
}
