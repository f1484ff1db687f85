package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.data.io.Sha256;

class BuildTest {
  @TempDir private Path folder;

  /** An engine that only has a place. */
  public static final class Placed implements Engine {
    @Override
    public String name() {
      return "placed";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Session open(SessionSpec spec, TensorMap weights) {
      throw new UnsupportedOperationException();
    }
  }

  /** The build writes it, and leaves it empty outside a repository. */
  @Test
  void namesTheCommitOfTheSourcesWhereThereIsOne() throws IOException {
    String written;
    try (InputStream file = Build.class.getResourceAsStream("commit.txt")) {
      written = new String(file.readAllBytes(), US_ASCII);
    }

    assertThat(Build.of(new Placed(), OptionalInt.empty()).commit())
        .matches("[0-9a-f]{40}(-dirty)?|unknown")
        .isEqualTo(written.isBlank() ? "unknown" : written.strip());
  }

  @Test
  void keepsTheNumericVersion() {
    assertThat(Build.of(new Placed(), OptionalInt.of(3)).numericVersion()).hasValue(3);
  }

  @Test
  void hasNoChecksumOfAnEngineThatIsInNoJar() {
    Engine madeUp =
        (Engine)
            Proxy.newProxyInstance(
                BuildTest.class.getClassLoader(), new Class<?>[] {Engine.class}, (p, m, a) -> null);

    assertThat(Build.of(new Placed(), OptionalInt.empty()).engineChecksum()).isEmpty();
    assertThat(Build.of(madeUp, OptionalInt.empty()).engineChecksum()).isEmpty();
  }

  @Test
  void namesTheJarOfTheEngineByItsChecksum() throws Exception {
    Path jar = jarWith(Placed.class);

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, new Hiding(Placed.class))) {
      Engine engine =
          (Engine) loader.loadClass(Placed.class.getName()).getDeclaredConstructor().newInstance();

      assertThat(Build.of(engine, OptionalInt.empty()).engineChecksum())
          .hasValue(Sha256.of(Files.readAllBytes(jar)));
    }
  }

  private Path jarWith(Class<?> type) throws IOException {
    Path jar = folder.resolve("an engine.jar");
    String name = type.getName().replace('.', '/') + ".class";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes.readAllBytes());
    }
    return jar;
  }

  /** All classes of the tests but one. */
  private static final class Hiding extends ClassLoader {
    private final String hidden;

    Hiding(Class<?> type) {
      super(type.getClassLoader());
      hidden = type.getName();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(hidden)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
