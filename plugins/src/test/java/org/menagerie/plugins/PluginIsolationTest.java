package org.menagerie.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.model.ModelDefinition;

/** What plug-ins share with the framework and with each other: the API and little else. */
class PluginIsolationTest {

  @TempDir Path directory;

  @Test
  void loadsAJarAndRecordsIt() throws Exception {
    Path jar = new PluginJar().model(ModelSource.of("p.Good", "good", "m")).writeTo(in("good.jar"));

    LoadedPlugins plugins = load();

    assertThat(plugins.problems()).isEmpty();
    ModelDefinition model = plugins.catalog().model("good", "m");
    assertThat(model.network().summary().trainableParameters()).isEqualTo(7850);
    assertThat(plugins.plugins()).contains(info("good", jar, List.of(jar))).hasSize(2);
  }

  @Test
  void keepsClassesOfOneNameApart() {
    for (String name : List.of("first", "second")) {
      new PluginJar()
          .source(
              "p.Speech",
              "package p; final class Speech { static String text() { return \"%s\"; } }"
                  .formatted(name))
          .model(ModelSource.of("p.Model", name, "m").withDescription("Speech.text()"))
          .writeTo(in(name + ".jar"));
    }

    LoadedPlugins plugins = load();

    ModelDefinition first = plugins.catalog().model("first", "m");
    ModelDefinition second = plugins.catalog().model("second", "m");
    assertThat(first.description()).isEqualTo("first");
    assertThat(second.description()).isEqualTo("second");
  }

  @Test
  void givesEachPluginTheVersionOfALibraryThatItCarries() {
    for (String version : List.of("1", "2")) {
      String folder = "v" + version;
      Path library =
          new PluginJar()
              .source(
                  "lib.Library",
                  "package lib; public class Library {"
                      + " public static String version%s() { return \"%s\"; } }"
                          .formatted(version, version))
              .writeTo(in(folder + "/library.jar"));
      new PluginJar()
          .uses(library)
          .model(
              ModelSource.of("p.Model", folder, "m")
                  .withDescription("lib.Library.version" + version + "()"))
          .writeTo(in(folder + "/plugin.jar"));
    }

    LoadedPlugins plugins = load();

    assertThat(plugins.problems()).isEmpty();
    assertThat(plugins.catalog().model("v1", "m").description()).isEqualTo("1");
    assertThat(plugins.catalog().model("v2", "m").description()).isEqualTo("2");
  }

  @Test
  void librariesFindTheirServicesInThePlugin() {
    String found =
        "String.valueOf(ServiceLoader.load(org.menagerie.api.engine.Engine.class).stream().count())";
    new PluginJar()
        .model(ModelSource.of("p.Model", "good", "m").withDescription(found))
        .writeTo(in("good.jar"));

    assertThat(load().catalog().model("good", "m").description()).isEqualTo("0");
  }

  @Test
  void readsItsOwnFiles() {
    String text = "new String(read(), java.nio.charset.StandardCharsets.UTF_8)";
    new PluginJar()
        .file("p/a note.txt", "a note".getBytes(UTF_8))
        .model(
            ModelSource.of("p.Model", "good", "m")
                .withDescription(text)
                .withMembers(
                    "static byte[] read() {"
                        + " try (var in = $.class.getResourceAsStream(\"a note.txt\")) {"
                        + " return in.readAllBytes(); }"
                        + " catch (java.io.IOException e) {"
                        + " throw new java.io.UncheckedIOException(e); } }"))
        .writeTo(in("good.jar"));

    assertThat(load().catalog().model("good", "m").description()).isEqualTo("a note");
  }

  @Test
  void takesAFolderOfJarsAsOnePlugin() {
    Path library =
        new PluginJar()
            .source(
                "lib.Library",
                "package lib; public class Library {"
                    + " public static String text() { return \"from the library\"; } }")
            .writeTo(in("folder/library.jar"));
    Path jar =
        new PluginJar()
            .uses(library)
            .model(ModelSource.of("p.Model", "good", "m").withDescription("lib.Library.text()"))
            .writeTo(in("folder/plugin.jar"));

    LoadedPlugins plugins = load();

    assertThat(plugins.problems()).isEmpty();
    assertThat(plugins.catalog().model("good", "m").description()).isEqualTo("from the library");
    assertThat(plugins.plugins()).contains(info("folder", in("folder"), List.of(library, jar)));
  }

  @Test
  void sharesTheApi() throws Exception {
    ClassLoader loader = loaderOfAPlugin();

    assertThat(loader).isNotSameAs(ModelDefinition.class.getClassLoader());
    assertThat(loader.loadClass(ModelDefinition.class.getName())).isSameAs(ModelDefinition.class);
  }

  @Test
  void sharesWhatSupportsEngines() throws Exception {
    String type = "org.menagerie.engine.support.OptimizerStep";
    Class<?> shared = Class.forName(type, false, getClass().getClassLoader());
    assertThat(loaderOfAPlugin().loadClass(type)).isSameAs(shared);
  }

  /** Classes of one name cannot be carried along in a version of one's own. */
  @Test
  void prefersTheFrameworksSupportOfEnginesToAPluginsOwn() throws IOException {
    String type = "org.menagerie.engine.support.ParameterLayout";
    Path jar =
        new PluginJar()
            .source(type, "package org.menagerie.engine.support; public class ParameterLayout {}")
            .model(ModelSource.of("p.Good", "good", "m"))
            .writeTo(in("carrying.jar"));
    ClassLoader framework = LoadedPlugins.class.getClassLoader();
    assertThat(new PluginClassLoader("carrying", List.of(OpenJar.of(jar)), framework))
        .satisfies(
            loader -> assertThat(loader.loadClass(type).getClassLoader()).isSameAs(framework));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.menagerie.training.run.RunSpec",
        "org.menagerie.engine.vector.VectorEngine",
        "org.menagerie.data.idx.IdxFolder",
        "org.menagerie.plugins.LoadedPlugins",
        "org.slf4j.LoggerFactory",
        "com.fasterxml.jackson.databind.ObjectMapper"
      })
  void hidesTheFrameworksInsides(String type) throws Exception {
    assertThat(Class.forName(type, false, getClass().getClassLoader())).isNotNull();
    ClassLoader loader = loaderOfAPlugin();
    assertThatThrownBy(() -> loader.loadClass(type)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void sharesTheLibraryThatBlocksAreMadeOf() throws Exception {
    Class<?> block = Class.forName("ai.djl.nn.Block", false, getClass().getClassLoader());
    assertThat(loaderOfAPlugin().loadClass("ai.djl.nn.Block")).isSameAs(block);
  }

  @Test
  void loadsTheDirectoriesInOrderAndTheirPluginsByName() {
    for (String path : List.of("z/b.jar", "z/a.jar", "y/c.jar")) {
      String zoo = path.replaceAll("[/.]", "");
      new PluginJar().model(ModelSource.of("p.M", zoo, "m")).writeTo(in(path));
    }

    LoadedPlugins plugins = LoadedPlugins.from(List.of(in("z"), in("y")));

    assertThat(plugins.plugins())
        .extracting(PluginInfo::name)
        .containsExactly("built-in", "a", "b", "c");
  }

  private ClassLoader loaderOfAPlugin() throws IOException {
    Path jar = new PluginJar().model(ModelSource.of("p.Good", "good", "m")).writeTo(in("good.jar"));
    return new PluginClassLoader(
        "good", List.of(OpenJar.of(jar)), LoadedPlugins.class.getClassLoader());
  }

  private static PluginInfo info(String name, Path location, List<Path> jars) {
    return new PluginInfo(
        name,
        Optional.empty(),
        location.toString(),
        jars,
        new TreeMap<>(Map.of("models", List.of("good/m"))));
  }

  private LoadedPlugins load() {
    return LoadedPlugins.from(List.of(directory));
  }

  private Path in(String path) {
    return directory.resolve(path);
  }
}
