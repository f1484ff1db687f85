package org.menagerie.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.menagerie.Jars;
import org.menagerie.Modules;

/** A plug-in compiled while a test runs, against the API alone, as a stranger would. */
public final class PluginJar {
  private static final int MAJOR_VERSION = 7;

  private final List<JavaFileObject> sources = new ArrayList<>();
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<Path> classPath = new ArrayList<>(List.of(Modules.classes("api")));
  private final List<String> tooNew = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  public PluginJar source(String type, String text) {
    sources.add(new Source(type, text));
    return this;
  }

  /** A source and its line in the service file. */
  public PluginJar model(ModelSource model) {
    return source(model.type(), model.text())
        .service("org.menagerie.api.model.ModelDefinition", model.type());
  }

  public PluginJar service(String service, String type) {
    texts.merge("META-INF/services/" + service, type + "\n", String::concat);
    return this;
  }

  /** Compiles against another jar, which is not packed. */
  public PluginJar uses(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Puts a file in as it is. */
  public PluginJar file(String name, byte[] contents) {
    files.put(name, contents);
    return this;
  }

  /** Gives the manifest one line more. */
  public PluginJar manifest(String key, String value) {
    texts.merge(JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\n", (before, first) -> before);
    texts.merge(JarFile.MANIFEST_NAME, key + ": " + value + "\n", String::concat);
    return this;
  }

  /** Compiles against an API in which this class is another, which is not packed. */
  public PluginJar otherApi(String type, String text) {
    return source(type, text).leaveOut(type);
  }

  /** Marks a class as compiled for a Java that is not out yet. */
  public PluginJar tooNew(String type) {
    tooNew.add(entry(type));
    return this;
  }

  /** Compiles a class and forgets to pack it. */
  public PluginJar leaveOut(String type) {
    leftOut.add(entry(type));
    return this;
  }

  /** Writes the jar, with the folders above it. */
  public Path writeTo(Path jar) {
    Map<String, byte[]> entries = new TreeMap<>(compile(jar));
    entries.putAll(files);
    texts.forEach((name, text) -> entries.put(name, text.getBytes(UTF_8)));
    tooNew.forEach(name -> requireNonNull(entries.get(name))[MAJOR_VERSION] = 99);
    leftOut.forEach(entries::remove);
    return Jars.write(entries, jar);
  }

  private Map<String, byte[]> compile(Path jar) {
    if (sources.isEmpty()) {
      return new TreeMap<>();
    }
    Path classes = jar.resolveSibling("." + jar.getFileName() + ".classes");
    List<String> options =
        List.of(
            "-proc:none",
            "-classpath",
            String.join(
                System.getProperty("path.separator"),
                classPath.stream().map(Path::toString).toList()),
            "-d",
            classes.toString());
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try {
      Files.createDirectories(classes);
      boolean compiled = compiler.getTask(messages, null, null, options, null, sources).call();
      assertThat(compiled).as(messages.toString()).isTrue();
      return Jars.read(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String entry(String type) {
    return type.replace('.', '/') + ".class";
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("source:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
