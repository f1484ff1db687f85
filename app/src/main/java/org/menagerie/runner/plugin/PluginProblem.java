package org.menagerie.runner.plugin;

/**
 * Why something that a plug-in offers is not used.
 *
 * @param location the jar, folder or directory
 * @param reason one sentence
 */
public record PluginProblem(String location, String reason) {

  @Override
  public String toString() {
    return location + ": " + reason;
  }
}
