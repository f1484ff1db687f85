package org.menagerie.plugins;

import java.util.List;

/**
 * The reason why something that plug-ins offer is not used.
 *
 * @param locations the jar, folder or directory; several if they conflict
 * @param reason one sentence
 */
public record PluginProblem(List<String> locations, String reason) {

  public PluginProblem {
    locations = List.copyOf(locations);
  }

  PluginProblem(String location, String reason) {
    this(List.of(location), reason);
  }

  @Override
  public String toString() {
    return String.join(" and ", locations) + ": " + reason;
  }
}
