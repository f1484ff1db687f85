package org.menagerie.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.plugins.PluginSources;

/** Menagerie as it travels, and commands as nodes run them. */
class ArchiveTest {
  private static final String CLASS_PATH = "java.class.path";

  @TempDir private Path folder;

  private final String realClassPath = System.getProperty(CLASS_PATH);
  private Path plugins;
  private Path model;
  private PluginSources sources;

  @BeforeEach
  void install() throws IOException {
    Path jar = Files.writeString(folder.resolve("a.jar"), "a");
    Path unused = Files.writeString(folder.resolve("pytorch-native-cpu.jar"), "large");
    System.setProperty(CLASS_PATH, jar + ":" + unused);
    plugins = Files.createDirectories(folder.resolve("plugins"));
    Files.createDirectories(plugins.resolve("zoo"));
    Files.writeString(plugins.resolve("zoo/zoo.jar"), "zoo");
    model = Files.writeString(folder.resolve("mine.yaml"), "model");
    sources =
        PluginSources.parse(
            List.of(
                "--plugins=" + plugins,
                "--model-file=" + model,
                "--prefer=tiny",
                "--refuse=" + plugins.resolve("zoo")));
  }

  @AfterEach
  void restore() {
    System.setProperty(CLASS_PATH, realClassPath);
  }

  @Test
  void holdsJarsPluginsAndModelsButNoLibraryOfAnotherEngine() throws IOException {
    Path file = folder.resolve("archive.zip");
    String sha256 = Archive.of(sources, Set.of("vector")).write(file);

    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("lib/a.jar", "plugins/0/zoo/zoo.jar", "models/0/mine.yaml");
    }
    assertThat(Archive.of(sources, Set.of("vector")).write(file)).isEqualTo(sha256);
    assertThat(Archive.of(sources, Set.of("pytorch")).write(file)).isNotEqualTo(sha256);
  }

  @Test
  void putsThePlacesOfANodeIntoACommand() {
    Path run = folder.resolve("runs/one");
    List<String> command =
        List.of(
            "/usr/bin/java",
            "-XX:ErrorFile=" + run + "/hs_err_pid%p.log",
            "-cp",
            System.getProperty(CLASS_PATH),
            "Main",
            run.toString(),
            "/data",
            "--plugins=" + plugins,
            "--model-file=" + model,
            "--prefer=tiny",
            "--refuse=" + plugins.resolve("zoo"));

    assertThat(Archive.of(sources, Set.of("vector")).translated(command, run))
        .containsExactly(
            "-XX:ErrorFile={folder}/hs_err_pid%p.log",
            "-cp",
            "{home}/lib/a.jar",
            "Main",
            "{folder}",
            "/data",
            "--plugins={home}/plugins/0",
            "--model-file={home}/models/0/mine.yaml",
            "--prefer=tiny",
            "--refuse={home}/plugins/0/zoo");
  }

  @Test
  void refusesClassesThatAreInNoJar() {
    System.setProperty(CLASS_PATH, folder.toString());

    assertThatThrownBy(() -> Archive.of(sources, Set.of()))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Only jars can travel to a cluster, and " + folder);
  }

  @Test
  void saysHowToGetSpark() {
    assertThatThrownBy(() -> new SparkProvider().requireSoftware(Optional.of(folder)))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("There is no Apache Spark 4 in " + folder + ", since it does not")
        .hasMessageContaining("spark/pom.xml dependency:copy-dependencies\"")
        .hasMessageContaining("--cluster-home");
  }

  @Test
  void knowsItsAddresses() {
    SparkProvider spark = new SparkProvider();

    assertThat(spark.examples().split(", ")).allMatch(spark::takes);
    assertThat(spark.takes("ray://host")).isFalse();
  }
}
