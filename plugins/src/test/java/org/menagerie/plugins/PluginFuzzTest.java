package org.menagerie.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.Jars;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.fuzz.Fuzz;

/** Whatever stands in a plug-in, its models are used or it is reported, and nothing else fails. */
class PluginFuzzTest {
  private static final String SERVICE = "META-INF/services/" + ModelDefinition.class.getName();
  private static final String MODEL = "p/M.class";

  @TempDir private Path directory;
  private Path jar;
  private Map<String, byte[]> entries;

  @BeforeEach
  void compileAPlugin() throws IOException {
    Path sound = directory.resolve("sound/sound.jar");
    new PluginJar()
        .model(ModelSource.of("p.M", "fuzzed", "m"))
        .manifest("Implementation-Version", "1.0")
        .writeTo(sound);
    jar = directory.resolve("plugins/fuzzed.jar");
    Files.createDirectories(jar.getParent());
    entries = new TreeMap<>();
    try (JarFile file = new JarFile(sound.toFile())) {
      for (String name : List.of(SERVICE, MODEL, JarFile.MANIFEST_NAME)) {
        entries.put(name, file.getInputStream(file.getEntry(name)).readAllBytes());
      }
    }
  }

  @Test
  void survivesServiceFiles() {
    survives(SERVICE, "# models\np.M # the first\n\n  p.M\n".getBytes(UTF_8));
  }

  @Test
  void survivesManifests() {
    survives(
        JarFile.MANIFEST_NAME,
        "Manifest-Version: 1.0\nImplementation-Version: 1.0\n".getBytes(UTF_8));
  }

  @Test
  void survivesClasses() {
    survives(MODEL, entries.getOrDefault(MODEL, new byte[0]));
  }

  @Test
  void survivesJars() throws IOException {
    Jars.write(entries, jar);
    byte[] whole = Files.readAllBytes(jar);
    Fuzz.from(whole)
        .inputs(200, 20_000)
        .feed(
            input -> {
              Files.write(jar, input);
              requireReportOrModel();
            });
  }

  private void survives(String entry, byte[] valid) {
    Fuzz.from(valid)
        .inputs(200, 20_000)
        .feed(
            input -> {
              Map<String, byte[]> changed = new TreeMap<>(entries);
              changed.put(entry, input);
              Jars.write(changed, jar);
              requireReportOrModel();
            });
  }

  private void requireReportOrModel() {
    LoadedPlugins plugins = LoadedPlugins.from(List.of(jar.getParent()));
    assertThat(plugins.catalog().engines().names()).contains("vector");
    if (plugins.problems().isEmpty()) {
      // A service file without names offers nothing, and its jar is listed as such.
      assertThat(plugins.plugins()).hasSize(2);
    }
    for (PluginProblem problem : plugins.problems()) {
      assertThat(problem.locations()).containsExactly(jar.toString());
      assertThat(problem.reason()).endsWith(".").doesNotContain("\tat ");
    }
  }
}
