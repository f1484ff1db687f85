package org.menagerie.runner.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plug-in that was opened.
 *
 * @param name file name without {@code .jar}, or {@code built-in}
 * @param location where it lies
 * @param jars its files
 * @param services how many of its services are used
 */
public record PluginInfo(String name, String location, List<Path> jars, int services) {

  static PluginInfo of(Plugin plugin, int services) {
    return new PluginInfo(plugin.name(), plugin.location(), plugin.jars(), services);
  }
}
