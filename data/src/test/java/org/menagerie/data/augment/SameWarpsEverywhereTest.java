package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Warps images in JVMs of their own, since a JVM's vectors are of one size. All have to agree to
 * the last bit with one that has no vectors.
 */
final class SameWarpsEverywhereTest {
  private static final String OTHER_JDK = "MENAGERIE_JDK";

  private static String expected = "";

  @BeforeAll
  static void warpWithoutVectors() throws IOException, InterruptedException {
    String line = warp(thisJdk(), List.of());
    assertThat(line).startsWith("scalar: ");
    expected = line.substring("scalar: ".length());
  }

  /** Where the processor's vectors are smaller, the JVM takes those. */
  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void whateverTheSizeOfVectors(int bytes) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(VectorModule.jvmOptions());
    options.add("-XX:MaxVectorSize=" + bytes);

    String line = warp(thisJdk(), options);

    assertThat(line).endsWith("-bit vectors: " + expected);
    int bits = Integer.parseInt(line.substring(0, line.indexOf('-')));
    assertThat(bits).isBetween(128, bytes * Byte.SIZE);
  }

  @Test
  void onAnotherJdk() throws IOException, InterruptedException {
    String home = System.getenv(OTHER_JDK);
    assumeThat(home)
        .as("The environment variable %s names no other JDK to try.", OTHER_JDK)
        .isNotNull();

    assertThat(warp(Path.of(home), List.of())).isEqualTo("scalar: " + expected);
    assertThat(warp(Path.of(home), VectorModule.jvmOptions()))
        .endsWith("-bit vectors: " + expected);
  }

  private static Path thisJdk() {
    return Path.of(System.getProperty("java.home"));
  }

  private static String warp(Path jdk, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin").resolve("java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WarpedImages.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      // The JVM warns on either stream, of the module and of sizes that the processor lacks.
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.contains("warning: "))
              .toList();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return String.join("\n", lines);
    } finally {
      process.destroyForcibly();
    }
  }
}
