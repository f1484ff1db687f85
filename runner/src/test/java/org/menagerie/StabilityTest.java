package org.menagerie;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages that others build on say whether they are stable, and stable ones are held to it. */
class StabilityTest {
  private static final String STABLE =
      "<p>Stable: what compiles and runs against this package keeps doing so, or the changelog"
          + " says what breaks.";
  private static final String EXPERIMENTAL =
      "<p>Experimental: this package may change with any version.";

  @ParameterizedTest
  @CsvSource({
    "api, menagerie-api",
    "engine-support, menagerie-engine-support",
    "engine-testkit, menagerie-engine-testkit",
    "zoo-testkit, menagerie-zoo-testkit",
  })
  void isPromisedAndComparedWithABaseline(String module, String artifact) throws IOException {
    assertThat(packages(module)).isNotEmpty().allMatch(text -> text.contains(STABLE));
    assertThat(Path.of("..", module, "baseline", artifact + ".jar")).isNotEmptyFile();
    assertThat(Files.readString(Path.of("..", module, "pom.xml"))).contains("japicmp-maven-plugin");
  }

  @ParameterizedTest
  @CsvSource({"plugins", "execution", "inference", "export"})
  void isNotPromisedYet(String folder) throws IOException {
    assertThat(packages(folder)).isNotEmpty().allMatch(text -> text.contains(EXPERIMENTAL));
  }

  /** The documentation of each package, in a single line. */
  private static List<String> packages(String folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("..", folder, "src/main/java"))) {
      for (Path file : files.filter(path -> path.endsWith("package-info.java")).toList()) {
        texts.add(Files.readString(file).replaceAll("\\s+(\\* )?", " "));
      }
    }
    return texts;
  }
}
