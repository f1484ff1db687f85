package org.menagerie.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;

/** What a session's specification asks for beside the update itself. */
class FreezingAndClippingTest {
  /** Laid out as 0.weight (2), 0.bias (1), 1.weight (2), 1.bias (2). */
  private static final Network NETWORK =
      Network.of(Shape.flat(2), Layers.linear(1), Layers.linear(2));

  private static final ParameterLayout LAYOUT = new ParameterLayout(NETWORK.parameters());
  private static final StepSettings SETTINGS = new StepSettings(1, 0);

  @Test
  void frozenParametersStayWhereGradientsAndDecayMoveTheOthers() {
    OptimizerStep step =
        OptimizerStep.of(
            spec(new Sgd(1, 0, 0.5, false)).frozen(Set.of("0.bias", "1.weight")).build(), LAYOUT);
    float[] parameters = {2, 2, 2, 2, 2, 2, 2};

    step.apply(parameters, new float[] {4, 4, 4, 4, 4, 4, 4}, SETTINGS);
    assertThat(parameters).containsExactly(-3, -3, 2, 2, 2, -3, -3);

    step.apply(parameters, new float[7], SETTINGS);
    assertThat(parameters).containsExactly(-1.5f, -1.5f, 2, 2, 2, -1.5f, -1.5f);
  }

  @Test
  void frozenParametersLeaveNoMomentumBehind() {
    OptimizerStep step =
        OptimizerStep.of(spec(Sgd.of(1, 0.9)).frozen(Set.of("0.bias")).build(), LAYOUT);

    step.apply(new float[7], new float[] {1, 2, 3, 4, 5, 6, 7}, SETTINGS);

    TensorMap state = step.state();
    assertThat(state.get("0.weight.momentum_buffer").values()).containsExactly(1, 2);
    assertThat(state.get("0.bias.momentum_buffer").values()).containsExactly(0);
    assertThat(state.get("1.weight.momentum_buffer").values()).containsExactly(4, 5);
  }

  /** As {@code clip_grad_norm_} of the parameters that have a gradient: 3 and 4 make 5. */
  @Test
  void frozenParametersCountInNoNorm() {
    OptimizerStep step =
        OptimizerStep.of(
            spec(Sgd.of(1, 0)).clipNorm(1).frozen(Set.of("0.bias", "1.bias")).build(), LAYOUT);
    float[] parameters = new float[7];

    step.apply(parameters, new float[] {3, 0, 12, 0, -4, 84, 13}, SETTINGS);

    assertThat(parameters).containsExactly(new float[] {-0.6f, 0, 0, 0, 0.8f, 0, 0}, within(1e-6f));
  }

  @Test
  void clipsEachGradientToTheRange() {
    OptimizerStep step =
        OptimizerStep.of(spec(Sgd.of(1, 0)).clipValue(OptionalDouble.of(0.5)).build(), LAYOUT);
    float[] parameters = new float[7];

    step.apply(parameters, new float[] {-3, -0.5f, -0.25f, 0, 0.25f, 0.5f, 3}, SETTINGS);

    assertThat(parameters).containsExactly(0.5f, 0.5f, 0.25f, 0, -0.25f, -0.5f, -0.5f);
  }

  /** 3 and 4 are what is left of 3 and 40; in the other order the first would be nearly 0. */
  @Test
  void clipsValuesBeforeTheNorm() {
    OptimizerStep step =
        OptimizerStep.of(
            spec(Sgd.of(1, 0)).clipValue(OptionalDouble.of(4)).clipNorm(1).build(), LAYOUT);
    float[] parameters = new float[7];

    step.apply(parameters, new float[] {3, 40, 0, 0, 0, 0, 0}, SETTINGS);

    assertThat(parameters)
        .containsExactly(new float[] {-0.6f, -0.8f, 0, 0, 0, 0, 0}, within(1e-6f));
  }

  private static SessionSpec.Builder spec(Sgd optimizer) {
    return SessionSpec.builder(NETWORK, optimizer, CrossEntropy.plain());
  }
}
