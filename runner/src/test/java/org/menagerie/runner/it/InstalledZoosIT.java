package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Shape;
import org.menagerie.testkit.ZooContract;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.catalog.ServiceKind;
import org.menagerie.training.loop.DataFit;

/** The zoos that come with Menagerie, held to the contract that it holds all others to. */
final class InstalledZoosIT extends ZooContract {
  private static final boolean NIGHTLY = Boolean.getBoolean("menagerie.nightly");

  @TempDir private Path folder;

  /** As their authors see them, on a class path: the runner puts a guard before each. */
  @Override
  protected List<ModelDefinition> models() {
    URL[] jars =
        Installed.PLUGINS.plugins().stream()
            .flatMap(plugin -> plugin.jars().stream())
            .map(InstalledZoosIT::url)
            .toArray(URL[]::new);
    ClassLoader zoos = new URLClassLoader(jars, ModelDefinition.class.getClassLoader());
    return ServiceLoader.load(ModelDefinition.class, zoos).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file always has a URL: " + jar, e);
    }
  }

  /** On the other engines, {@link EngineParityIT} trains some of the models in every build. */
  @Override
  protected Catalog catalog() {
    if (NIGHTLY) {
      return Installed.CATALOG;
    }
    Catalog.Builder catalog =
        Catalog.builder().add(Engine.class, List.of(Installed.CATALOG.engines().get("vector")));
    ServiceKind.ALL.stream()
        .filter(ServiceKind::isComponent)
        .forEach(kind -> addInstalled(kind.service(), catalog));
    return catalog.build();
  }

  private static <T> void addInstalled(Class<T> service, Catalog.Builder catalog) {
    catalog.add(service, Installed.CATALOG.of(service).all());
  }

  @Test
  void areAllThereAndSoAreTheEngines() {
    assertThat(Installed.PLUGINS.problems()).isEmpty();
    assertThat(Installed.CATALOG.engines().names()).containsExactly("mxnet", "pytorch", "vector");
    assertThat(Installed.CATALOG.models().stream().map(Installed::id))
        .containsExactly(
            "classics/fast-mnist",
            "classics/keras-convnet",
            "classics/lenet5",
            "classics/minimal-2720",
            "classics/minimal-4862",
            "classics/minimal-697",
            "classics/minimal-997",
            "classics/norms-batch",
            "classics/norms-group",
            "classics/norms-layer",
            "classics/separable-se",
            "classics/separable-skip",
            "mnistnet/mnistnet1",
            "mnistnet/mnistnet2",
            "mnistnet/mnistnet3",
            "model4/model4",
            "model5/model1",
            "model5/model2",
            "model5/model3",
            "model5/model4",
            "model5/model4-as-run",
            "model5/model5",
            "model5/model5-as-run",
            "pipeline/simple",
            "progressive/model1",
            "progressive/model2",
            "progressive/model3");
  }

  @Test
  void saysWhereTheTimeOfATrainingStepGoes() throws IOException, InterruptedException {
    Outcome profile =
        new User(folder).runs("describe", "--model", "progressive/model3", "--profile").succeeded();

    assertThat(profile.out())
        .startsWith("Training steps of progressive/model3 on vector, ")
        .containsPattern("\n0 to 2 +Conv2d 8, 3x3; BatchNorm; ReLU .* +\\d+\\.\\d+\n")
        .containsPattern("\n +total +[0-9.]+ +[0-9.]+ +100\\.0 +[0-9.]+\n$");
  }

  /** EMNIST's balanced split has 47 classes; CIFAR-10 has images in colour, 32x32. */
  @Test
  void areFamiliesAndSayWhatKeepsThemFromSmallerAndLargerImages() {
    assertThat(models())
        .allSatisfy(
            model -> {
              assertThat(fitted(model, Shape.image(1, 28, 28), 47)).isEqualTo("[47]");
              assertThat(fitted(model, Shape.image(3, 28, 28), 10)).isEqualTo("[10]");
            });
    Map<String, String> colour = new TreeMap<>();
    Map<String, String> small = new TreeMap<>();
    for (ModelDefinition model : models()) {
      colour.put(Installed.id(model), fitted(model, Shape.image(3, 32, 32), 10));
      small.put(Installed.id(model), fitted(model, Shape.image(1, 16, 16), 10));
    }
    assertThat(colour)
        .hasSize(27)
        .containsEntry("progressive/model3", "[10]")
        .containsEntry(
            "model5/model1",
            "model5/model1 takes images [3, 32, 32] and gives [90], but the data set some has"
                + " images [3, 32, 32] of 10 classes.");
    assertThat(colour.values().stream().filter("[10]"::equals)).hasSize(24);
    assertThat(small)
        .containsEntry("model4/model4", "[10]")
        .containsEntry(
            "model5/model1",
            "model5/model1 has no network for the data set some, images [1, 16, 16] of 10 classes:"
                + " Layer 18 (Conv2d 10, 7x7, no bias) needs a map of at least [7, 7] but gets [10, 1, 1].");
  }

  /** The shape of the logits, or the sentence of the refusal. */
  private static String fitted(ModelDefinition model, Shape images, int classes) {
    try {
      return DataFit.network(model, "some", new ImageFormat(images, classes)).output().toString();
    } catch (MenagerieException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Others may do without: these reproduce what somebody else has published. */
  @Test
  void stateAndPublishTheirFigures() {
    assertThat(models())
        .allSatisfy(
            model -> {
              assertThat(model.statedParameters()).isPresent();
              PublishedResult published = model.published().orElseThrow();
              assertThat(
                      published.bestTestAccuracy().isPresent()
                          || published.finalTestAccuracy().isPresent())
                  .isTrue();
              assertThat(published.history())
                  .allSatisfy(epoch -> assertThat(epoch.testAccuracy()).isPresent());
            });
  }
}
