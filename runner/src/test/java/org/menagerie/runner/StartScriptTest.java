package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.Modules;

/** The script {@code bin/runner}, with a program in Maven's place that builds next to nothing. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {
  private static final String BUILD =
      """
      #!/bin/sh
      echo "[INFO] Building Menagerie: data 0.1.0-SNAPSHOT                              [3/20]"
      echo "[INFO] Downloaded from central: https://example.org/a.jar (1.5 MB at 3.0 MB/s)"
      echo "[INFO] Downloaded from central: https://example.org/b.pom (500 kB at 3.0 MB/s)"
      sleep 2
      echo "[ERROR] what is wrong"
      %s
      """;
  private static final String SUCCESS =
      """
      mkdir -p runner/target/menagerie-1/bin
      printf '#!/bin/sh\\necho started "$@"\\n' > runner/target/menagerie-1/bin/runner
      chmod +x runner/target/menagerie-1/bin/runner
      touch runner/target/menagerie-1.zip
      """;

  @TempDir Path folder;

  @BeforeEach
  void copyTheScript() throws IOException {
    Path original = Modules.classes("runner").resolve("../../../bin/runner").normalize();
    Files.createDirectory(folder.resolve("bin"));
    Files.copy(original, folder.resolve("bin/runner"));
    Files.writeString(folder.resolve("pom.xml"), "<module>data</module>\n");
  }

  @Test
  void saysWhatItDownloadsAtTheFirstStartAndNothingAtTheNext() throws Exception {
    assertThat(start(BUILD.formatted(SUCCESS)))
        .isEqualTo(
            """
            Building Menagerie (first start: it downloads about 350 MB of libraries that Maven lacks, and takes minutes) ...
              [3/20] data; 2 files downloaded, 2 MB
            started list
            0
            """);
    assertThat(start("exit 1")).isEqualTo("started list\n0\n");
  }

  @Test
  void buildsAgainForItsOwnModulesOnly() throws Exception {
    start(BUILD.formatted(SUCCESS));

    Files.createDirectories(folder.resolve("my-zoo/src/main/java"));
    Files.writeString(folder.resolve("my-zoo/pom.xml"), "<project/>");
    assertThat(start("exit 1")).isEqualTo("started list\n0\n");

    Files.createDirectories(folder.resolve("data/src/main/java"));
    Files.writeString(folder.resolve("data/src/main/java/A.java"), "class A {}");
    assertThat(start(BUILD.formatted(SUCCESS)))
        .startsWith(
            "Building Menagerie (newer than the last build: data/src/main/java/A.java) ...\n")
        .endsWith("started list\n0\n");
  }

  @Test
  void showsOfAFailedBuildWhatIsWrong() throws Exception {
    assertThat(start(BUILD.formatted("exit 1")))
        .endsWith(
            "[ERROR] what is wrong\nrunner: the build failed; the lines above are in %s/target/build.log.\n1\n"
                .formatted(folder.toRealPath()));
  }

  /** Everything that is printed, and the exit code. */
  private String start(String maven) throws IOException, InterruptedException {
    Path program = Files.createDirectories(folder.resolve("programs")).resolve("mvn");
    Files.writeString(program, maven);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder("sh", folder.resolve("bin/runner").toString(), "list")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder
        .environment()
        .merge("PATH", "", (path, none) -> program.getParent() + File.pathSeparator + path);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out, UTF_8) + process.exitValue() + "\n";
  }
}
