package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files and folders that are not what they should be. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are POSIX's")
class PluginFinderTest {
  @TempDir Path directory;

  @Test
  void jarsInsideAJarAreNotLoaded() throws IOException {
    byte[] inner = Files.readAllBytes(sound("elsewhere/inner.jar"));
    Path jar = new PluginJar().file("lib/inner.jar", inner).writeTo(in("plugins/fat.jar"));

    assertThat(problems())
        .containsExactly(
            new PluginProblem(
                jar.toString(),
                "this offers nothing of its own, and jars inside a jar (lib/inner.jar) are not"
                    + " loaded; unpack them into a folder in its place."));
  }

  @Test
  void classThatLiesInAJarInsideTheJarIsMissed() throws IOException {
    Path library =
        new PluginJar()
            .source(
                "lib.Library",
                "package lib; public class Library {"
                    + " public static String text() { return \"\"; } }")
            .writeTo(in("elsewhere/library.jar"));
    new PluginJar()
        .uses(library)
        .model(ModelSource.of("p.M", "fat", "m").withDescription("lib.Library.text()"))
        .file("BOOT-INF/lib/library.jar", Files.readAllBytes(library))
        .writeTo(in("plugins/fat.jar"));

    assertThat(problems())
        .singleElement()
        .extracting(PluginProblem::reason)
        .isEqualTo(
            "the model p.M cannot be used: the class lib.Library is missing or of another version;"
                + " jars inside a jar (BOOT-INF/lib/library.jar) are not loaded, unpack them into a"
                + " folder together with it.");
  }

  @Test
  void jarsThatAManifestNamesAreNotLoaded() throws IOException {
    Path library =
        new PluginJar()
            .source(
                "lib.Library",
                "package lib; public class Library {"
                    + " public static String text() { return \"\"; } }")
            .writeTo(in("elsewhere/library.jar"));
    new PluginJar()
        .uses(library)
        .model(ModelSource.of("p.M", "thin", "m").withDescription("lib.Library.text()"))
        .manifest("Class-Path", "../elsewhere/library.jar")
        .writeTo(in("plugins/thin.jar"));

    assertThat(problems())
        .singleElement()
        .extracting(PluginProblem::reason)
        .isEqualTo(
            "the model p.M cannot be used: the class lib.Library is missing or of another version.");
  }

  @Test
  void linkInACircle() throws IOException {
    Path link = in("plugins/round.jar");
    sound("plugins/good.jar");
    Files.createSymbolicLink(link, in("plugins/round-too.jar"));
    Files.createSymbolicLink(in("plugins/round-too.jar"), link);

    assertThat(problems()).hasSize(2);
    assertThat(problems())
        .contains(
            new PluginProblem(
                link.toString(),
                "this symbolic link leads in a circle, nowhere, or to where you may not look;"
                    + " remove it."));
    assertThat(zoos()).containsExactly("good");
  }

  @Test
  void linkToItsOwnDirectory() throws IOException {
    sound("plugins/good.jar");
    Path link = Files.createSymbolicLink(in("plugins/self"), in("plugins"));

    assertThat(problems())
        .containsExactly(
            new PluginProblem(
                link.toString(),
                "this symbolic link leads to what was looked into already; remove it."));
    assertThat(zoos()).containsExactly("good");
  }

  @Test
  void directoryThatIsALinkToItself() throws IOException {
    Path link = Files.createSymbolicLink(in("plugins"), in("plugins"));

    assertThat(problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.locations()).containsExactly(link.toString());
              assertThat(problem.reason())
                  .startsWith(
                      "this plug-in directory cannot be read: Too many levels of symbolic links");
            });
  }

  @Test
  void directoryNamedTwiceIsLoadedOnce() throws IOException {
    sound("plugins/good.jar");
    Path link = Files.createSymbolicLink(in("link"), in("plugins"));

    LoadedPlugins plugins =
        LoadedPlugins.from(List.of(in("plugins"), in("x/../plugins"), link, in("plugins")));

    assertThat(plugins.problems()).isEmpty();
    assertThat(plugins.plugins()).hasSize(2);
  }

  @Test
  void directoryThatMayNotBeRead() throws IOException {
    Path locked = Files.createDirectory(in("plugins"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(locked), "whoever runs this test may read everything");
      assertThat(problems())
          .containsExactly(
              new PluginProblem(
                  locked.toString(),
                  "this plug-in directory cannot be read: its permissions do not allow it."));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void jarThatMayNotBeRead() throws IOException {
    Path locked = sound("plugins/good.jar");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(locked), "whoever runs this test may read everything");

    assertThat(problems())
        .singleElement()
        .extracting(PluginProblem::reason)
        .asString()
        .startsWith("this jar cannot be read (");
  }

  @Test
  void versionIsTheManifests() {
    new PluginJar()
        .manifest("Implementation-Version", "1.2.3")
        .model(ModelSource.of("p.M", "good", "m"))
        .writeTo(in("plugins/good.jar"));

    assertThat(load().plugins().get(1).version()).contains("1.2.3");
  }

  private Path sound(String path) {
    return new PluginJar().model(ModelSource.of("p.Good", "good", "m")).writeTo(in(path));
  }

  private Path in(String path) {
    return directory.resolve(path);
  }

  private LoadedPlugins load() {
    return LoadedPlugins.from(List.of(in("plugins")));
  }

  private List<PluginProblem> problems() {
    return load().problems();
  }

  private Iterable<String> zoos() {
    return load().catalog().zoos().names();
  }
}
