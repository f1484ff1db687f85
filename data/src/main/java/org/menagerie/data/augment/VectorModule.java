package org.menagerie.data.augment;

import java.lang.module.ModuleFinder;
import java.util.List;

/**
 * The JDK's Vector API, which some augmentations compute with. It is an incubating module: not
 * every Java has it, and none loads it unless asked. Without it the images are the same, but take
 * longer.
 */
public final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private static final boolean LOADED = ModuleLayer.boot().findModule(NAME).isPresent();

  private VectorModule() {}

  /** Options for a JVM that augments images; none where Java lacks the module. */
  public static List<String> jvmOptions() {
    return ModuleFinder.ofSystem().find(NAME).isPresent()
        ? List.of("--add-modules=" + NAME)
        : List.of();
  }

  /**
   * Whether this JVM was started with the module; classes that use it cannot be loaded otherwise.
   */
  static boolean isLoaded() {
    return LOADED;
  }
}
