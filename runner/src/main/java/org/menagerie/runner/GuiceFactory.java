package org.menagerie.runner;

import com.google.inject.Injector;
import picocli.CommandLine;

/** Lets Guice create the commands, and picocli its own classes. */
final class GuiceFactory implements CommandLine.IFactory {
  private final Injector injector;

  GuiceFactory(Injector injector) {
    this.injector = injector;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    return type.getName().startsWith("org.menagerie.")
        ? injector.getInstance(type)
        : CommandLine.defaultFactory().create(type);
  }
}
