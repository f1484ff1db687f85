package org.menagerie.engine.vector;

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
 * Trains in JVMs of their own, since a JVM's vectors are of one size. Each number of threads and
 * each size has to end in the same weights, to the last bit.
 */
final class SameBitsEverywhereTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";
  private static final String OTHER_JDK = "MENAGERIE_JDK";

  private static String expected = "";

  @BeforeAll
  static void trainWithoutVectors() throws IOException, InterruptedException {
    List<String> lines = train(thisJdk(), List.of(MODULE), "scalar", "1");
    assertThat(lines).singleElement().asString().startsWith("scalar: ");
    expected = lines.get(0).substring("scalar: ".length());
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void whateverTheSizeOfVectorsAndTheNumberOfThreads(int bits)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(new VectorEngine().jvmOptions());
    options.add("-Dmenagerie.vector.bits=" + bits);

    assertThat(train(thisJdk(), options, "engine", "1", "2", "3"))
        .hasSize(3)
        .containsOnly(bits + "-bit vectors: " + expected);
  }

  @Test
  void withoutTheModuleOfTheVectorApi() throws IOException, InterruptedException {
    assertThat(train(thisJdk(), List.of(), "engine", "2")).containsExactly("scalar: " + expected);
  }

  @Test
  void onAnotherJdk() throws IOException, InterruptedException {
    String home = System.getenv(OTHER_JDK);
    assumeThat(home)
        .as("The environment variable %s names no other JDK to try.", OTHER_JDK)
        .isNotNull();
    List<String> lines = train(Path.of(home), List.of(MODULE), "engine", "1", "2");

    assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).endsWith(": " + expected));
    assertThat(lines).allSatisfy(line -> assertThat(line).contains("-bit vectors"));
  }

  @Test
  void refusesVectorSizesThatDoNotExist() throws IOException, InterruptedException {
    assertThat(train(thisJdk(), List.of(MODULE, "-Dmenagerie.vector.bits=64"), "engine", "1"))
        .anySatisfy(
            line ->
                assertThat(line).contains("menagerie.vector.bits must be 128, 256 or 512, not 64"));
  }

  private static Path thisJdk() {
    return Path.of(System.getProperty("java.home"));
  }

  private static List<String> train(Path jdk, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin").resolve("java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TrainedWeights.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
              .toList();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }
}
