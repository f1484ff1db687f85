package org.menagerie.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one plug-in. The API, the support for engines and the JDK are the
 * framework's; everything else is the plug-in's own, so that two plug-ins can carry different
 * versions of one library.
 *
 * <p>Layers may be blocks of Deep Java Library: what declares them is API too, and the library is
 * the engines' unless the plug-in brings its own.
 *
 * <p>All else comes from its jars alone: unlike the JDK's own loader it does not follow a
 * manifest's {@code Class-Path}, since results would not tell of what is found there.
 */
final class PluginClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** The packages that come from the framework, whatever a plug-in has under these names. */
  private static final List<String> SHARED =
      List.of(
          "org.menagerie.api.", "org.menagerie.engine.support.", "org.menagerie.engine.djl.block.");

  private static final String DJL = "ai.djl.";
  private static final String REFUSED_EXIT = RefusedExit.class.getName();

  /**
   * No compiler writes larger ones; an entry that is packed to next to nothing can be of any size.
   */
  private static final int LARGEST_CLASS = 1 << 26;

  private final List<OpenJar> jars;
  private final ClassLoader framework;

  PluginClassLoader(String plugin, List<OpenJar> jars, ClassLoader framework) {
    super("plugin " + plugin, ClassLoader.getPlatformClassLoader());
    this.jars = List.copyOf(jars);
    this.framework = framework;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith) || name.equals(REFUSED_EXIT)) {
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

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    for (OpenJar jar : jars) {
      JarEntry entry = jar.file().getJarEntry(file);
      if (entry != null) {
        return define(name, jar, entry);
      }
    }
    throw new ClassNotFoundException(name);
  }

  private Class<?> define(String name, OpenJar jar, JarEntry entry) {
    try (InputStream in = jar.file().getInputStream(entry)) {
      byte[] code = in.readNBytes(LARGEST_CLASS + 1);
      if (code.length > LARGEST_CLASS) {
        throw new IOException("it is larger than any class");
      }
      code = ExitRedirection.of(code);
      CodeSource source = new CodeSource(jar.path().toUri().toURL(), (Certificate[]) null);
      return defineClass(
          name, code, 0, code.length, new ProtectionDomain(source, null, this, null));
    } catch (IOException | SecurityException e) {
      // What loads classes expects no other kind of failure here.
      ClassFormatError error =
          new ClassFormatError(
              "%s in %s cannot be read (%s)".formatted(name, jar.path(), e.getMessage()));
      error.initCause(e);
      throw error;
    }
  }

  /** Service files are the plug-in's own: the platform's would be found once for every plug-in. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith("META-INF/services/") ? findResources(name) : super.getResources(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    Enumeration<URL> found = findResources(name);
    return found.hasMoreElements() ? found.nextElement() : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    return Collections.enumeration(
        jars.stream()
            .filter(jar -> jar.file().getJarEntry(name) != null)
            .map(jar -> url(jar, jar.file().getJarEntry(name).getRealName()))
            .toList());
  }

  private static URL url(OpenJar jar, String entry) {
    try {
      String file = new URI(null, null, "/" + entry, null).getRawPath();
      return new URL("jar:" + jar.path().toUri() + "!" + file);
    } catch (URISyntaxException | MalformedURLException e) {
      throw new IllegalStateException("every entry of a jar has a URL: " + entry, e);
    }
  }
}
