package org.menagerie.runner.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.catalog.Catalog;

/**
 * All that was found: what can be used, and what cannot and why.
 *
 * @param catalog what can be used
 * @param plugins every plug-in that was opened, the framework itself included
 * @param problems what is wrong with the rest
 */
public record LoadedPlugins(
    Catalog catalog, List<PluginInfo> plugins, List<PluginProblem> problems) {

  public LoadedPlugins {
    plugins = List.copyOf(plugins);
    problems = List.copyOf(problems);
  }

  /** Loads the framework's own services and the plug-ins of the given directories. */
  public static LoadedPlugins from(List<Path> directories) {
    List<PluginProblem> problems = new ArrayList<>();
    ClassLoader framework = LoadedPlugins.class.getClassLoader();
    List<Plugin> plugins = new ArrayList<>();
    plugins.add(new Plugin("built-in", List.of(), Optional.empty(), framework));
    plugins.addAll(new PluginFinder(framework, problems::add).find(directories));

    Services services = new Services(plugins, problems::add);
    Catalog catalog =
        new Catalog(
            services.of(Kind.MODEL),
            services.of(Kind.ENGINE),
            services.of(Kind.SCHEDULE),
            services.of(Kind.AUGMENTATION),
            services.of(Kind.DATASET));
    return new LoadedPlugins(catalog, services.plugins(), problems);
  }

  /** SHA-256 of each plug-in jar, by file name. */
  public SortedMap<String, String> checksums() {
    SortedMap<String, String> checksums = new TreeMap<>();
    for (PluginInfo plugin : plugins) {
      for (Path jar : plugin.jars()) {
        checksums.put(String.valueOf(jar.getFileName()), sha256(jar));
      }
    }
    return checksums;
  }

  private static String sha256(Path jar) {
    try {
      return Sha256.of(Files.readAllBytes(jar));
    } catch (IOException e) {
      // Its classes are loaded already; only the record of it is lost.
      return "unreadable";
    }
  }
}
