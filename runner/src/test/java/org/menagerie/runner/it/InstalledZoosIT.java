package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.testkit.ZooContract;
import org.menagerie.training.catalog.Catalog;

/** The zoos that come with Menagerie, held to the contract that it holds all others to. */
final class InstalledZoosIT extends ZooContract {

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

  @Override
  protected Catalog catalog() {
    return Installed.CATALOG;
  }

  @Test
  void areAllThereAndSoAreTheEngines() {
    assertThat(Installed.PLUGINS.problems()).isEmpty();
    assertThat(Installed.CATALOG.engines().names()).containsExactly("mxnet", "pytorch", "vector");
    assertThat(Installed.CATALOG.models().stream().map(Installed::id))
        .containsExactly(
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

  /** Others may do without: these reproduce what somebody else has published. */
  @Test
  void stateAndPublishTheirFigures() {
    assertThat(models())
        .allSatisfy(
            model -> {
              assertThat(model.statedParameters()).isPresent();
              assertThat(model.published().orElseThrow().bestTestAccuracy()).isPresent();
              assertThat(model.published().orElseThrow().history())
                  .allSatisfy(epoch -> assertThat(epoch.testAccuracy()).isPresent());
            });
  }
}
