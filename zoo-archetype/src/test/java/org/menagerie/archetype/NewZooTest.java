package org.menagerie.archetype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

final class NewZooTest {
  private static final URI REPOSITORY = URI.create("file:///opt/menagerie/repo/");

  @TempDir private Path folder;

  @Test
  void writesAProject() throws IOException {
    zoo("my-zoo", "com.example.zoo").writeTo(folder.resolve("a/my-zoo"));

    assertThat(contents(folder.resolve("a/my-zoo")))
        .containsOnlyKeys(
            "README.md",
            "pom.xml",
            "src/main/java/com/example/zoo/First.java",
            "src/main/resources/META-INF/services/org.menagerie.api.model.ModelDefinition",
            "src/test/java/com/example/zoo/ZooTest.java")
        .containsEntry(
            "src/main/resources/META-INF/services/org.menagerie.api.model.ModelDefinition",
            "com.example.zoo.First\n");
  }

  @Test
  void fillsInNamesAndLeavesMavensProperties() throws IOException {
    zoo("my-zoo", "com.example.zoo").writeTo(folder);

    assertThat(folder.resolve("pom.xml"))
        .content()
        .contains("<groupId>com.example.zoo</groupId>", "<artifactId>my-zoo</artifactId>")
        .contains("<menagerie.version>1.2.3</menagerie.version>")
        .contains("<menagerie.repository>file:///opt/menagerie/repo/</menagerie.repository>")
        .contains("<version>${menagerie.version}</version>", "<url>${menagerie.repository}</url>")
        .doesNotContain("@");
    assertThat(folder.resolve("src/main/java/com/example/zoo/First.java"))
        .content()
        .startsWith("package com.example.zoo;\n")
        .contains("return \"my-zoo\";");
  }

  /** Maven's archetype plugin fills the same files in with Velocity, whose language is richer. */
  @Test
  void writesWhatMavensArchetypePluginWrites() throws IOException {
    zoo("my-zoo", "com.example.zoo").writeTo(folder);

    VelocityContext context = new VelocityContext();
    Map.of(
            "groupId", "com.example.zoo",
            "artifactId", "my-zoo",
            "version", "0.1.0",
            "package", "com.example.zoo",
            "packageInPathFormat", "com/example/zoo",
            "menagerieVersion", "1.2.3",
            "menagerieRepository", REPOSITORY.toString())
        .forEach(context::put);
    Map<String, String> expected = new TreeMap<>();
    for (TemplateFile file : TemplateFile.all()) {
      StringWriter text = new StringWriter();
      new VelocityEngine().evaluate(context, text, file.name(), file.text());
      expected.put(file.path("com.example.zoo"), text.toString());
    }
    assertThat(contents(folder)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"My Zoo", "Zoo", "", "-zoo", "zoo/one", "zoo$"})
  void refusesAWrongName(String name) {
    assertThatThrownBy(() -> zoo(name, "com.example.zoo"))
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageStartingWith("A zoo cannot be called \"" + name + "\": use lower-case letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.", "com.1example", "com.example.new", "", "my-zoo"})
  void refusesAWrongPackage(String packageName) {
    assertThatThrownBy(() -> zoo("my-zoo", packageName))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "\"%s\" is not the name of a Java package; write it like com.example.zoo."
                .formatted(packageName));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "java.zoo", "org.menagerie.api.zoo"})
  void refusesAPackageThatIsNotTheAuthors(String packageName) {
    assertThatThrownBy(() -> zoo("my-zoo", packageName))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("The package " + packageName + " belongs to others");
  }

  @Test
  void refusesAFolderThatIsNotEmpty() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> zoo("my-zoo", "com.example.zoo").writeTo(folder))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(folder + " is not empty: name another folder with --dir, or empty this one.");
    assertThat(contents(folder)).containsOnlyKeys("notes.txt");
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("my-zoo"), "mine");

    assertThatThrownBy(() -> zoo("my-zoo", "com.example.zoo").writeTo(file))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(file + " is a file: name another folder with --dir.");
  }

  private static NewZoo zoo(String name, String packageName) {
    return new NewZoo(name, packageName, "1.2.3", REPOSITORY);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        contents.put(path, Files.readString(file));
      }
    }
    return contents;
  }
}
