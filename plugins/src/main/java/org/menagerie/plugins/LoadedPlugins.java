package org.menagerie.plugins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.catalog.ServiceKind;
import org.menagerie.training.run.RunSpec;

/**
 * Everything that was found: the usable services, and the problems.
 *
 * @param sources where it was looked for, and what was refused there
 * @param catalog what can be used
 * @param plugins every plug-in that was opened, the framework itself first
 * @param problems what is wrong with the rest
 */
public record LoadedPlugins(
    PluginSources sources,
    Catalog catalog,
    List<PluginInfo> plugins,
    List<PluginProblem> problems) {

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
    return from(sources, plugins -> Map.of());
  }

  /**
   * The same, but for plug-ins that an inspection refuses.
   *
   * @throws org.menagerie.api.error.MenagerieException if a plug-in is preferred that is not there
   */
  public static LoadedPlugins from(PluginSources asked, Inspection inspection) {
    return from(asked, inspection, false);
  }

  /**
   * Loads what another process has loaded before, and so has validated. Services are asked for
   * their names alone, which makes a short run shorter; who fails later fails where it is used.
   *
   * @throws org.menagerie.api.error.MenagerieException if a plug-in is preferred that is not there
   */
  public static LoadedPlugins again(PluginSources sources) {
    return from(sources, plugins -> Map.of(), true);
  }

  private static LoadedPlugins from(PluginSources asked, Inspection inspection, boolean validated) {
    List<PluginProblem> problems = new ArrayList<>();
    ClassLoader framework = LoadedPlugins.class.getClassLoader();
    List<Plugin> found =
        new PluginFinder(framework, problems::add).find(asked.directories(), asked.models());
    PluginSources sources = inspected(asked, found, inspection, problems);
    List<Plugin> plugins = new ArrayList<>();
    plugins.add(Plugin.builtIn(framework));
    found.stream()
        .filter(plugin -> !sources.refused().containsKey(plugin.path().orElseThrow()))
        .forEach(plugins::add);
    sources.refused().forEach((path, why) -> problems.add(new PluginProblem(path.toString(), why)));

    Preference preference = Preference.of(sources.preferred(), plugins);
    Services services =
        new Services(
            plugins, preference, new ServiceValidator(problems::add, validated), problems::add);
    Catalog.Builder catalog = Catalog.builder();
    ServiceKind.ALL.forEach(kind -> collect(kind, services, catalog));
    problems.addAll(services.conflicts());
    return new LoadedPlugins(sources, catalog.build(), services.plugins(), problems);
  }

  private static PluginSources inspected(
      PluginSources sources,
      List<Plugin> found,
      Inspection inspection,
      List<PluginProblem> problems) {
    SortedMap<Path, String> refused = new TreeMap<>(sources.refused());
    Map<Path, List<Path>> jars = new LinkedHashMap<>();
    found.stream()
        .filter(plugin -> !refused.containsKey(plugin.path().orElseThrow()))
        .filter(Plugin::isForeign)
        .forEach(plugin -> jars.put(plugin.path().orElseThrow(), plugin.jars()));
    inspection
        .of(jars)
        .forEach(
            (path, verdict) -> {
              verdict.refusal().ifPresent(why -> refused.put(path, why));
              verdict
                  .remarks()
                  .forEach(remark -> problems.add(new PluginProblem(path.toString(), remark)));
            });
    return sources.refusing(refused);
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
