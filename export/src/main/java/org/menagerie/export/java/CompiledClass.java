package org.menagerie.export.java;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import org.menagerie.api.export.Exported;

/** A class that was compiled in memory. */
final class CompiledClass implements Exported {
  private final MethodHandle logits;

  private CompiledClass(MethodHandle logits) {
    this.logits = logits;
  }

  /**
   * Compiles a class as strictly as users may, with all warnings as errors.
   *
   * @throws IOException if it cannot be compiled, or has no {@code logits}
   */
  static CompiledClass of(JavaCompiler compiler, String name, String source) throws IOException {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
    try (JavaFileManager files =
        new InMemory(compiler.getStandardFileManager(problems, Locale.ROOT, null), classes)) {
      boolean compiled =
          compiler
              .getTask(
                  new StringWriter(),
                  files,
                  problems,
                  List.of("-Xlint:all", "-Werror", "-proc:none", "--release", "17"),
                  null,
                  List.of(new Source(name, source)))
              .call();
      if (!compiled) {
        throw new IOException(
            "it does not compile: " + problems.getDiagnostics().get(0).getMessage(Locale.ROOT));
      }
    }
    try {
      Class<?> type = new Loader(classes).loadClass(name);
      MethodType signature = MethodType.methodType(float[].class, byte[].class);
      return new CompiledClass(MethodHandles.publicLookup().findStatic(type, "logits", signature));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IOException("it cannot be loaded: " + e, e);
    }
  }

  @Override
  public String runtime() {
    return "Java " + Runtime.version().feature();
  }

  @Override
  public float[][] logits(byte[][] pixels) throws IOException {
    float[][] answers = new float[pixels.length][];
    for (int i = 0; i < pixels.length; i++) {
      answers[i] = logits(pixels[i]);
    }
    return answers;
  }

  @SuppressWarnings("IllegalCatch") // A method handle throws what it calls, and says Throwable.
  private float[] logits(byte[] pixels) throws IOException {
    try {
      return (float[]) logits.invokeExact(pixels);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("it fails: " + e, e);
    }
  }

  @Override
  public void close() {
    // The class goes with its loader.
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(name, each -> new ByteArrayOutputStream());
        }
      };
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> classes;

    Loader(Map<String, ByteArrayOutputStream> classes) {
      super(ClassLoader.getPlatformClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      ByteArrayOutputStream bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    }
  }
}
