package org.menagerie.plugins;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directories of plug-ins; never the working directory unless somebody names it. */
public final class PluginDirectories {
  private PluginDirectories() {}

  /** {@code plugins/} of the distribution, if this runs from one. */
  public static List<Path> ofDistribution() {
    return Optional.ofNullable(System.getProperty("menagerie.home")).stream()
        .map(home -> Path.of(home, "plugins"))
        .toList();
  }

  /**
   * {@code ~/.menagerie/plugins} if there is one, then each directory of {@code MENAGERIE_PLUGINS}.
   */
  public static List<Path> ofUser(Map<String, String> environment) {
    List<Path> directories = new ArrayList<>();
    Path own = UserFolder.of(environment).resolve("plugins");
    // A user without a home has "?" for one, which would be a folder of the working directory.
    if (own.isAbsolute() && !Files.notExists(own, NOFOLLOW_LINKS)) {
      directories.add(own);
    }
    String more = environment.getOrDefault("MENAGERIE_PLUGINS", "");
    for (String directory : more.split(File.pathSeparator, -1)) {
      if (!directory.isBlank()) {
        directories.add(Path.of(directory));
      }
    }
    return directories;
  }
}
