package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** Trainings on a folder of images of one's own, on the default engine. */
class OwnDataTest {
  @TempDir private Path home;
  private Path model;
  private Path images;

  @BeforeEach
  void writeAModelAndImages() throws IOException {
    model =
        Files.writeString(
            home.resolve("softmax.yaml"),
            """
            input: [3, 4, 4]
            classes: 2
            layers: [{layer: flatten}, {layer: linear, units: classes}]
            recipe: {epochs: 3, batch_size: 4, optimizer: sgd(lr=0.1)}
            """);
    images = home.resolve("colours");
    for (int i = 0; i < 10; i++) {
      write(images.resolve("blue/%d.png".formatted(i)), 0x000080 + i);
      write(images.resolve("red/%d.png".formatted(i)), 0x800000 + (i << 16));
    }
  }

  private static void write(Path file, int colour) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) {
      image.setRGB(i % 4, i / 4, colour);
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private Planner planner() {
    LoadedPlugins plugins =
        LoadedPlugins.from(
            new PluginSources(List.of(), List.of(model), List.of(), new TreeMap<>()));
    return new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), home));
  }

  private RunSpec specify(String dataset, Map<String, String> overrides) {
    return planner()
        .specify(
            new RunRequest(
                "files", "softmax", "vector", Optional.of(dataset), "", overrides, 1, 1));
  }

  private RunSpec specify(Path folder) {
    return specify(folder.toString(), Map.of());
  }

  @Test
  void trainOnItsImages() {
    RunSpec spec = specify(images);
    List<EpochMetrics> history =
        new Trainer(
                planner().prepare(spec),
                RunFolder.forRun(home.resolve("runs"), spec),
                new TrainingListener() {})
            .run()
            .orElseThrow()
            .history();

    assertThat(spec.dataset()).isEqualTo("colours");
    assertThat(spec.data().orElseThrow().path()).isEqualTo(images.toString());
    assertThat(history.get(2).testAccuracy()).isEqualTo(100);
  }

  @Test
  void areKnownByTheirImagesAndNotByTheirPlace() throws IOException {
    RunSpec spec = specify(images);
    Path moved = Files.move(images, home.resolve("moved"));

    assertThat(specify(moved).runName()).isEqualTo(spec.runName());
    assertThat(specify("images(path=%s)".formatted(moved), Map.of()).runName())
        .isEqualTo(spec.runName());
    // Two images of each class are held out; among as many others, these are others.
    assertThat(specify("images(path=%s, test=0.3)".formatted(moved), Map.of()).runName())
        .isNotEqualTo(spec.runName());

    write(moved.resolve("blue/0.png"), 0x000000);

    assertThat(specify(moved).runName()).isNotEqualTo(spec.runName());
  }

  @Test
  void areRefusedOnceTheImagesAreOthers() throws IOException {
    RunSpec spec = specify(images);
    write(images.resolve("blue/0.png"), 0x000000);

    assertThatThrownBy(() -> planner().prepare(spec))
        .hasMessageStartingWith("The images in %s are not those of this run: ".formatted(images));

    Files.move(images, home.resolve("moved"));

    assertThatThrownBy(() -> planner().prepare(spec))
        .hasMessage("The data set %s is not there any more: bring it back.".formatted(images));
    assertThatThrownBy(() -> specify("images(path=%s)".formatted(images), Map.of()))
        .hasMessage("The data set %s does not exist: name another path.".formatted(images));
  }

  @Test
  void areNormalizedByTheirImagesUnlessTheRequestSaysMore() {
    Normalization found = specify(images).recipe().normalization();
    assertThat(found.ofData()).isTrue();
    assertThat(found.channels()).hasSize(3);
    assertThat(found.channel(1)).isEqualTo(Normalization.of(0, 1));
    assertThat(found.channel(2).mean()).isCloseTo(0.26, within(0.01));

    assertThat(
            specify(images.toString(), Map.of("normalization", "recipe")).recipe().normalization())
        .isEqualTo(Normalization.MNIST);
    assertThat(specify(images.toString(), Map.of("mean", "0.5")).recipe().normalization())
        .isEqualTo(Normalization.of(0.5, 0.3081));
  }

  /** Three images of each class in each of three folders. */
  private void arrange(String... parts) throws IOException {
    for (String name : List.of("blue", "red")) {
      Path all = Files.move(images.resolve(name), home.resolve("all " + name));
      for (int i = 0; i < 3 * parts.length; i++) {
        Path folder = Files.createDirectories(images.resolve(parts[i / 3]).resolve(name));
        Files.move(all.resolve(i + ".png"), folder.resolve(i + ".png"));
      }
    }
  }

  @Test
  void areValidatedOnTheImagesThatTheyBringForIt() throws IOException {
    arrange("train", "test", "val");
    RunSpec without = specify(images);
    RunSpec with = specify(images.toString(), Map.of("validation", "provided"));
    TrainingJob job = planner().prepare(with);

    assertThat(with.data().orElseThrow().sha256()).isEqualTo(without.data().orElseThrow().sha256());
    assertThat(job.dataset().train().size()).isEqualTo(6);
    assertThat(job.validation().orElseThrow().size()).isEqualTo(6);
    assertThat(job.dataset().checksums()).containsOnlyKeys("train", "test", "validation");
    assertThat(planner().prepare(without).dataset().checksums()).containsOnlyKeys("train", "test");
    List<EpochMetrics> history =
        new Trainer(job, RunFolder.forRun(home.resolve("runs"), with), new TrainingListener() {})
            .run()
            .orElseThrow()
            .history();
    assertThat(history).extracting(epoch -> epoch.judged().correct()).containsOnly(6);
    assertThat(history).extracting(epoch -> epoch.test().isPresent()).contains(true);

    write(images.resolve("val/red/6.png"), 0xFFFFFF);

    assertThat(specify(images).runName()).isEqualTo(without.runName());
    assertThat(specify(images.toString(), Map.of("validation", "provided")).runName())
        .isNotEqualTo(with.runName());
    assertThatThrownBy(() -> planner().prepare(with))
        .hasMessageStartingWith(
            "The validation images in %s are not those of this run: expected SHA-256 "
                .formatted(images));
    Files.move(images.resolve("val"), home.resolve("val"));
    assertThatThrownBy(() -> planner().prepare(with)).hasMessageContaining(", found none; ");
  }

  @Test
  void offerTheImagesThatTheyBringForValidation() throws IOException {
    arrange("train", "test", "validation");
    LoadedPlugins plugins =
        LoadedPlugins.from(
            new PluginSources(List.of(), List.of(model), List.of(), new TreeMap<>()));
    DatasetLocator locator = new DatasetLocator(plugins.catalog(), home);
    String offer =
        "It brings 6 images for validation: to choose by them, add --set validation=provided.";

    for (String way : List.of("none", "0.5", "provided")) {
      RunSpec spec =
          new Planner(plugins.catalog(), locator)
              .specify(
                  new RunRequest(
                      "files",
                      "softmax",
                      "vector",
                      Optional.of(images.toString()),
                      "",
                      Map.of("validation", way),
                      1,
                      1));
      assertThat(locator.notes(spec))
          .isEqualTo(way.equals("provided") ? List.of() : List.of(offer));
    }
  }

  @Test
  void saySoWhereTheyBringNoImagesForValidation() {
    assertThatThrownBy(() -> specify(images.toString(), Map.of("validation", "provided")))
        .hasMessage(
            "validation=provided asks for images that colours does not bring beside those to train and to test on: hold out some to train on, as with validation=0.1.");
    assertThatThrownBy(
            () ->
                specify(
                    images.toString(), Map.of("validation", "provided", "validation_seed", "1")))
        .hasMessageStartingWith("validation=provided asks for images");
  }

  /** They are not the data set that is known by it. */
  @Test
  void areOnesOwnWhateverTheirName() throws IOException {
    RunSpec spec = specify(Files.move(images, home.resolve("digits")));

    assertThat(spec.dataset()).isEqualTo("digits");
    assertThat(spec.recipe().normalization().ofData()).isTrue();
    assertThat(planner().prepare(spec).dataset().classes()).isEqualTo(2);
  }

  @Test
  void canBeAskedForOnAnyData() throws IOException {
    Files.writeString(
        model,
        """
        input: [1, 28, 28]
        classes: 10
        layers: [{layer: flatten}, {layer: linear, units: classes}]
        recipe: {epochs: 1}
        """);
    assertThat(specify("digits", Map.of()).recipe().normalization()).isEqualTo(Normalization.MNIST);
    Normalization found =
        specify("digits", Map.of("normalization", "data")).recipe().normalization();
    assertThat(found.ofData()).isTrue();
    assertThat(found.mean()).isBetween(0.1, 0.16);
    assertThat(found.channels()).isEmpty();
  }

  @Test
  void needAFormatThatIsThere() {
    assertThatThrownBy(() -> specify("images(size=3)", Map.of()))
        .hasMessage(
            "images(size=3) does not say where the data are: write --dataset 'images(size=3, path=PATH)'.");
    assertThatThrownBy(() -> specify("pictures(path=a)", Map.of()))
        .hasMessageStartingWith("There is no data set, folder or file \"pictures(path=a)\".");
    assertThatThrownBy(() -> specify("images(path=%s, sise=3)".formatted(images), Map.of()))
        .hasMessageStartingWith("images has no argument \"sise\". Did you mean \"size\"?");
  }
}
