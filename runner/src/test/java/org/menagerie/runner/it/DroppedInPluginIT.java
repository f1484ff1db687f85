package org.menagerie.runner.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.Ancestor;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/** A stranger's model: one class and a service file, compiled against the API jar alone. */
final class DroppedInPluginIT {
  private static final String SOURCE =
      """
      package com.example;

      import org.menagerie.api.model.ModelDefinition;
      import org.menagerie.api.network.Layers;
      import org.menagerie.api.network.Network;
      import org.menagerie.api.network.Shape;

      public final class Softmax implements ModelDefinition {
        @Override
        public String zoo() {
          return "example";
        }

        @Override
        public String name() {
          return "softmax";
        }

        @Override
        public String description() {
          return "Nothing but a linear layer";
        }

        @Override
        public Network network() {
          return Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10));
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void isListedAndTrained() throws IOException, InterruptedException {
    Path plugins = Files.createDirectories(folder.resolve("plug-ins"));
    Path jar = pack(compile(), plugins.resolve("softmax.jar"));
    User user = new User(folder).with("MENAGERIE_PLUGINS", plugins.toString());

    Outcome list = user.runs("list").succeeded();
    assertThat(list.out()).containsPattern("example +softmax +7,?850 .*Nothing but a linear layer");
    int titles = 2;
    assertThat(list.out().lines()).hasSize(titles + Installed.CATALOG.models().size() + 1);

    Path images = SmallDataset.writeMore(folder.resolve("images"));
    user.runs("--model", "softmax", "--dataset", images.toString(), "--epochs", "1").succeeded();
    RunResult result = user.runFolders().get(0).readResult();
    assertThat(result.spec().modelId()).isEqualTo("example/softmax");
    assertThat(result.parameters()).isEqualTo(7_850);
    assertThat(result.finalEpoch().testAccuracy()).isGreaterThan(50);
    assertThat(result.provenance().pluginChecksums())
        .containsExactly(Map.entry("softmax.jar", Sha256.of(Files.readAllBytes(jar))));

    Outcome longer =
        user.runs("--model", "softmax", "--dataset", images.toString(), "--epochs", "2")
            .succeeded();
    String name = result.spec().runName();
    assertThat(longer.out())
        .contains(
            "\nExtending the finished run %s of 1 epoch.\nResuming after epoch 1, from the checkpoint.\nEpoch 2/2 "
                .formatted(name));
    RunResult extended = folderNamedIn(longer, user).readResult();
    assertThat(extended.history()).hasSize(2).startsWith(result.finalEpoch());
    assertThat(extended.provenance().ancestor()).contains(new Ancestor(name, 1));
  }

  /** The folder that the last line names. */
  private static RunFolder folderNamedIn(Outcome training, User user) {
    String last = training.out().strip().replaceAll("(?s).*\\s", "");
    return new RunFolder(user.workingDirectory().resolve(last));
  }

  private Path compile() throws IOException {
    Path source = folder.resolve("Softmax.java");
    Files.writeString(source, SOURCE);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-proc:none",
                "-classpath",
                Distribution.apiJar().toString(),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(exitCode).isZero();
    return classes.resolve("com/example/Softmax.class");
  }

  private static Path pack(Path classFile, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("com/example/Softmax.class"));
      Files.copy(classFile, out);
      out.putNextEntry(new JarEntry("META-INF/services/" + ModelDefinition.class.getName()));
      out.write("com.example.Softmax\n".getBytes(UTF_8));
    }
    return jar;
  }
}
