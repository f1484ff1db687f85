package org.menagerie.plugins;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.training.catalog.ServiceKind;

/**
 * A plug-in that was opened.
 *
 * @param name file name without {@code .jar}, or {@code built-in}
 * @param version from its manifest
 * @param location where it lies
 * @param jars its files
 * @param provides the names of its services that are used, by kind as {@code runner list} calls it
 */
public record PluginInfo(
    String name,
    Optional<String> version,
    String location,
    List<Path> jars,
    SortedMap<String, List<String>> provides) {

  public PluginInfo {
    jars = List.copyOf(jars);
    provides = Collections.unmodifiableSortedMap(new TreeMap<>(provides));
  }

  /** Whether it is this plug-in's service that is meant by a name. */
  boolean provides(Class<?> service, String name) {
    return ServiceKind.ALL.stream()
        .filter(kind -> kind.service() == service)
        .anyMatch(kind -> provides.getOrDefault(kind.list(), List.of()).contains(name));
  }
}
