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
 */
final class PluginClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String API = "org.menagerie.api.";

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
    return name.startsWith(API) ? framework.loadClass(name) : super.loadClass(name, resolve);
  }

  /** Service files are the plug-in's own: the platform's would be found once for every plug-in. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith("META-INF/services/")
        ? Collections.enumeration(Collections.list(findResources(name)))
        : super.getResources(name);
  }
}
