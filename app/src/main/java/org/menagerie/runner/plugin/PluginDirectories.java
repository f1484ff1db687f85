package org.menagerie.runner.plugin;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where plug-ins are looked for; never in the working directory. */
public final class PluginDirectories {
  private PluginDirectories() {}

  /**
   * {@code plugins/} of the distribution, {@code ~/.menagerie/plugins} if there is one, then each
   * directory of {@code MENAGERIE_PLUGINS}; each once.
   */
  public static List<Path> of(Map<String, String> environment) {
    List<Path> directories = new ArrayList<>();
    String home = System.getProperty("menagerie.home");
    if (home != null) {
      directories.add(Path.of(home, "plugins"));
    }
    Path own = UserFolder.of(environment).resolve("plugins");
    if (Files.exists(own)) {
      directories.add(own);
    }
    String more = environment.getOrDefault("MENAGERIE_PLUGINS", "");
    for (String directory : more.split(File.pathSeparator, -1)) {
      if (!directory.isBlank()) {
        directories.add(Path.of(directory));
      }
    }
    return directories.stream()
        .map(directory -> directory.toAbsolutePath().normalize())
        .distinct()
        .toList();
  }
}
