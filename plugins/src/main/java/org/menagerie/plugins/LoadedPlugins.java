package org.menagerie.plugins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.catalog.ServiceKind;
import org.menagerie.training.run.RunSpec;

/**
 * Everything that was found: the usable services, and the problems.
 *
 * @param catalog what can be used
 * @param plugins every plug-in that was opened, the framework itself first
 * @param problems what is wrong with the rest
 */
public record LoadedPlugins(
    Catalog catalog, List<PluginInfo> plugins, List<PluginProblem> problems) {

  public LoadedPlugins {
    plugins = List.copyOf(plugins);
    problems = List.copyOf(problems);
  }

  /**
   * Loads the framework's own services and those of plug-ins.
   *
   * @throws org.menagerie.api.error.MenagerieException if a plug-in is preferred that is not there;
   *     all else that is wrong is among the problems
   */
  public static LoadedPlugins from(PluginSources sources) {
    List<PluginProblem> problems = new ArrayList<>();
    ClassLoader framework = LoadedPlugins.class.getClassLoader();
    List<Plugin> plugins = new ArrayList<>();
    plugins.add(Plugin.builtIn(framework));
    plugins.addAll(new PluginFinder(framework, problems::add).find(sources.directories()));

    Preference preference = Preference.of(sources.preferred(), plugins);
    Services services = new Services(plugins, preference, problems::add);
    Catalog.Builder catalog = Catalog.builder();
    ServiceKind.ALL.forEach(kind -> collect(kind, services, catalog));
    problems.addAll(services.conflicts());
    return new LoadedPlugins(catalog.build(), services.plugins(), problems);
  }

  private static <T> void collect(ServiceKind<T> kind, Services from, Catalog.Builder into) {
    into.add(kind.service(), from.of(kind));
  }

  /** The same without preferences. */
  public static LoadedPlugins from(List<Path> directories) {
    return from(new PluginSources(directories, List.of()));
  }

  /** SHA-256 of each plug-in jar that takes part in a run, by its name in the plug-in directory. */
  public SortedMap<String, String> checksums(RunSpec run) {
    return new JarChecksums(plugins).of(run);
  }
}
