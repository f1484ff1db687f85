package org.menagerie.runner.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Classes of one plug-in: the API and the JDK are the framework's, everything else is the plug-in's
 * own, so that two plug-ins can carry different versions of one library.
 *
 * <p>Layers may be blocks of Deep Java Library: what declares them is API too, and the library is
 * the engines' unless the plug-in brings its own.
 */
final class PluginClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String API = "org.menagerie.api.";
  private static final String BLOCKS = "org.menagerie.engine.djl.block.";
  private static final String DJL = "ai.djl.";

  private final ClassLoader framework;

  PluginClassLoader(Path plugin, List<URL> jars, ClassLoader framework) {
    super(
        "plugin " + plugin.getFileName(),
        jars.toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
    this.framework = framework;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(API) || name.startsWith(BLOCKS)) {
      return framework.loadClass(name);
    }
    try {
      return super.loadClass(name, resolve);
    } catch (ClassNotFoundException e) {
      if (name.startsWith(DJL)) {
        return framework.loadClass(name);
      }
      throw e;
    }
  }

  /** Service files are the plug-in's own: the platform's would be found once for every plug-in. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith("META-INF/services/")
        ? Collections.enumeration(Collections.list(findResources(name)))
        : super.getResources(name);
  }
}
