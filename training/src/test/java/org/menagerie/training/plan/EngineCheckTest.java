package org.menagerie.training.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

class EngineCheckTest {
  private static final ModelId SPINNING_TOP = new ModelId("toys", "spinning");
  private static final Network NETWORK =
      Network.of(Shape.image(1, 28, 28), Layers.conv2d(1, 3), Layers.residual(new Spin()));
  private static final Engine ALL = new Picky("all", Layer.class, Optional.empty());
  private static final Engine SPINNING = new Picky("spinning", Spin.class, Optional.empty());
  private static final Engine PLAIN = new Picky("plain", Conv2d.class, Optional.empty());
  private static final Engine ABSENT =
      new Picky("absent", Layer.class, Optional.of("there is no such processor."));
  private static final Engine TIMING = new Picky("timing", Layer.class, Optional.empty(), true);

  @Test
  void acceptsAnEngineThatKnowsEveryLayer() {
    assertThatCode(() -> new EngineCheck(List.of(ALL)).requireRunnable(ALL, SPINNING_TOP, NETWORK))
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheLayerInsideAResidualAndTheEnginesThatCan() {
    assertRefused(
        new EngineCheck(List.of(ALL, PLAIN, SPINNING)),
        PLAIN,
        "The engine plain cannot run layer 1.paths.1.0 (Spin) of toys/spinning; engines that can: all.");
  }

  @Test
  void saysThatNoEngineCan() {
    assertRefused(
        new EngineCheck(List.of(PLAIN, SPINNING)),
        SPINNING,
        "The engine spinning cannot run layer 0 (Conv2d 1, 3x3) of toys/spinning; no installed"
            + " engine can.");
  }

  @Test
  void saysWhyAnEngineDoesNotRunHere() {
    assertRefused(
        new EngineCheck(List.of(ABSENT)),
        ABSENT,
        "The engine absent does not run here: there is no such processor.");
  }

  @Test
  void namesTheEnginesThatKeepTimesOfLayers() {
    assertThatExceptionOfType(MenagerieException.class)
        .isThrownBy(() -> new EngineCheck(List.of(ALL, TIMING)).requireProfile(ALL))
        .withMessage("The engine all cannot tell what each layer takes; engines that can: timing.");
    assertThatExceptionOfType(MenagerieException.class)
        .isThrownBy(() -> new EngineCheck(List.of(ALL)).requireProfile(ALL))
        .withMessage("The engine all cannot tell what each layer takes; no installed engine can.");
    assertThatCode(() -> new EngineCheck(List.of(ALL, TIMING)).requireProfile(TIMING))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(EngineCheck check, Engine engine, String message) {
    assertThatExceptionOfType(MenagerieException.class)
        .isThrownBy(() -> check.requireRunnable(engine, SPINNING_TOP, NETWORK))
        .withMessage(message);
  }

  private record Picky(
      String name, Class<?> known, Optional<String> unavailable, boolean canProfile)
      implements Engine {
    private Picky(String name, Class<?> known, Optional<String> unavailable) {
      this(name, known, unavailable, false);
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public boolean canRun(Layer layer) {
      return known.isInstance(layer);
    }

    @Override
    public Session open(SessionSpec spec, TensorMap weights) {
      throw new UnsupportedOperationException("never opened here");
    }
  }

  private record Spin() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public String describe() {
      return "Spin";
    }
  }
}
