package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Engine;
import org.menagerie.engine.testkit.Samples;

final class VectorEngineTest {
  private static final Engine ENGINE = new VectorEngine();

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(Engine.class).stream().map(provider -> provider.get().name()))
        .containsExactly("vector");
  }

  @Test
  void runsWhereverAJvmRuns() {
    assertThat(ENGINE.unavailable()).isEmpty();
    assertThat(ENGINE.environment()).isEmpty();
  }

  @Test
  void asksForTheModuleOfTheVectorApi() {
    assertThat(ENGINE.jvmOptions()).contains("--add-modules=jdk.incubator.vector");
    assertThat(ENGINE.caution()).isEmpty();
  }

  @Test
  void runsEveryLayer() {
    assertThat(Samples.everyLayer().layers()).allMatch(ENGINE::canRun);
  }
}
