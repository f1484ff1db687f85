package org.menagerie.runner.command;

import org.menagerie.training.run.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Menagerie " + Version.current(), "Java " + System.getProperty("java.version")
    };
  }
}
