package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Teacher;
import org.menagerie.training.run.WeightsFile;

/** Results name the jars that took part in them and no others. */
class JarChecksumsTest {
  private static final Recipe PLAIN = Recipe.builder("plain").build();

  @TempDir Path directory;

  @Test
  void namesTheJarsOfAllParts() throws IOException {
    Path model = model("one/model.jar", "zoo");
    Path schedule = write("one/schedule.jar", ServiceSource.schedule("p.S", "flat", "1"));
    Path augmentation = write("one/noise.jar", ServiceSource.augmentation("p.A", "noise", ""));
    Path dataset = write("one/data.jar", ServiceSource.dataset("p.D", "own", "return null;"));
    model("one/unused.jar", "other");

    Recipe recipe =
        PLAIN.toBuilder()
            .schedule(Component.of("flat"))
            .augmentations(List.of(Component.of("noise"), Component.of("rotation")))
            .build();
    assertThat(checksums(recipe, "own"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "model.jar", sha256(model),
                "schedule.jar", sha256(schedule),
                "noise.jar", sha256(augmentation),
                "data.jar", sha256(dataset)));
    assertThat(checksums(PLAIN, "digits")).containsOnlyKeys("model.jar");
  }

  @Test
  void namesTheJarsOfPartsWithinParts() throws IOException {
    model("one/model.jar", "zoo");
    write("one/schedule.jar", ServiceSource.schedule("p.S", "flat", "1"));
    write("one/noise.jar", ServiceSource.augmentation("p.A", "noise", ""));
    write("one/epochs.jar", ServiceSource.schedule("p.E", "epochs", "1"));
    write("one/still.jar", ServiceSource.batchAugmentation("p.B", "still"));
    Recipe recipe =
        PLAIN.toBuilder()
            .schedule(Component.parse("warm_up(schedule=flat, epochs=1)"))
            .augmentations(List.of(Component.parse("random_apply(augmentation=noise(x=1), p=0.5)")))
            .batchAugmentation("random_choice(transforms=(mixup, still))")
            .build();

    assertThat(checksums(recipe, "digits"))
        .containsOnlyKeys("model.jar", "schedule.jar", "noise.jar", "still.jar");
  }

  @Test
  void namesAllJarsOfAFolder() throws IOException {
    Path library = new PluginJar().writeTo(directory.resolve("one/folder/library.jar"));
    Path model = model("one/folder/model.jar", "zoo");

    assertThat(checksums(PLAIN, "digits"))
        .containsExactly(
            Map.entry("folder/library.jar", sha256(library)),
            Map.entry("folder/model.jar", sha256(model)));
  }

  @Test
  void tellsJarsOfOneNameApart() throws IOException {
    Path model = model("one/plugin.jar", "zoo");
    Path dataset = write("two/plugin.jar", ServiceSource.dataset("p.D", "own", "return null;"));

    assertThat(checksums(PLAIN, "own"))
        .containsOnly(
            Map.entry("plugin.jar", sha256(model)), Map.entry(dataset.toString(), sha256(dataset)));
  }

  @Test
  void namesTheJarOfTheTeachersModel() throws IOException {
    model("one/model.jar", "zoo");
    model("one/teacher.jar", "school");
    Teacher teacher =
        new Teacher(
            "school", "m", Optional.empty(), Normalization.MNIST, new WeightsFile("/t", "0"));

    assertThat(checksums(spec(PLAIN, "digits").teacher(Optional.of(teacher)).build()))
        .containsOnlyKeys("model.jar", "teacher.jar");
  }

  private Map<String, String> checksums(Recipe recipe, String dataset) throws IOException {
    return checksums(spec(recipe, dataset).build());
  }

  private Map<String, String> checksums(RunSpec spec) throws IOException {
    Files.createDirectories(directory.resolve("two"));
    LoadedPlugins plugins =
        LoadedPlugins.from(List.of(directory.resolve("one"), directory.resolve("two")));
    assertThat(plugins.problems()).isEmpty();
    return plugins.checksums(spec);
  }

  private static RunSpec.Builder spec(Recipe recipe, String dataset) {
    return RunSpec.builder("zoo", "m").engine("pytorch").dataset(dataset).recipe(recipe);
  }

  private Path model(String path, String zoo) {
    return new PluginJar().model(ModelSource.of("p.M", zoo, "m")).writeTo(directory.resolve(path));
  }

  private Path write(String path, ServiceSource service) {
    return service.addTo(new PluginJar()).writeTo(directory.resolve(path));
  }

  private static String sha256(Path jar) throws IOException {
    return Sha256.of(Files.readAllBytes(jar));
  }
}
