package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.testkit.ZooContract;
import org.menagerie.training.catalog.Catalog;

/** The zoos that come with Menagerie, held to the contract that it holds all others to. */
final class InstalledZoosIT extends ZooContract {

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
    assertThat(Installed.CATALOG.engines().names()).containsExactly("mxnet", "pytorch");
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
            "model5/model5",
            "pipeline/simple",
            "progressive/model1",
            "progressive/model2",
            "progressive/model3");
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
