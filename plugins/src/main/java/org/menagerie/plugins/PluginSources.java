package org.menagerie.plugins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plug-ins to load, and those that win where names are the same.
 *
 * @param directories where plug-ins are looked for, in order
 * @param models files of models to load beside them, which win over others of their names
 * @param preferred names or paths of plug-ins whose services win over others of the same name
 * @param refused plug-ins that lie there and are not to be touched, by their path, and why
 */
public record PluginSources(
    List<Path> directories,
    List<Path> models,
    List<String> preferred,
    SortedMap<Path, String> refused) {
  private static final String DIRECTORY = "--plugins=";
  private static final String MODEL = "--model-file=";
  private static final String PREFERRED = "--prefer=";
  private static final String REFUSED = "--refuse=";

  public PluginSources {
    directories = directories.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    models = models.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    preferred = List.copyOf(preferred);
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }

  /** Sources of which no plug-in is refused. */
  public PluginSources(List<Path> directories, List<String> preferred) {
    this(directories, List.of(), preferred, new TreeMap<>());
  }

  /** The same sources with these plug-ins refused. */
  PluginSources refusing(SortedMap<Path, String> plugins) {
    return new PluginSources(directories, models, preferred, plugins);
  }

  /** The same for another process, which {@link #parse} reads. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    directories.forEach(directory -> arguments.add(DIRECTORY + directory));
    models.forEach(file -> arguments.add(MODEL + file));
    preferred.forEach(plugin -> arguments.add(PREFERRED + plugin));
    refused.forEach((plugin, why) -> arguments.add(REFUSED + plugin));
    return arguments;
  }

  /**
   * Reads what {@link #arguments} gave.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static PluginSources parse(List<String> arguments) {
    List<Path> directories = new ArrayList<>();
    List<Path> models = new ArrayList<>();
    List<String> preferred = new ArrayList<>();
    SortedMap<Path, String> refused = new TreeMap<>();
    for (String argument : arguments) {
      if (argument.startsWith(DIRECTORY)) {
        directories.add(Path.of(argument.substring(DIRECTORY.length())));
      } else if (argument.startsWith(MODEL)) {
        models.add(Path.of(argument.substring(MODEL.length())));
      } else if (argument.startsWith(PREFERRED)) {
        preferred.add(argument.substring(PREFERRED.length()));
      } else if (argument.startsWith(REFUSED)) {
        refused.put(
            Path.of(argument.substring(REFUSED.length())),
            "the command that started this process refused it.");
      } else {
        throw new IllegalArgumentException("not a source of plug-ins: " + argument);
      }
    }
    return new PluginSources(directories, models, preferred, refused);
  }
}
