package org.menagerie.engine.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;

/**
 * An optimizer's update rule on a network's parameters, with the number of steps taken, and what is
 * done to gradients before: frozen ones become 0, the others are clipped. Every engine that uses it
 * takes the same steps; small models have so few parameters that this costs next to nothing.
 */
public final class OptimizerStep {
  private final Optimizer optimizer;
  private final OptionalDouble clipValue;
  private final OptionalDouble clipNorm;
  private final ParameterLayout layout;
  private final FrozenSpans frozen;
  private UpdateRule rule;
  private long steps;

  private OptimizerStep(
      Optimizer optimizer,
      ParameterLayout layout,
      OptionalDouble clipValue,
      OptionalDouble clipNorm,
      Set<String> frozen) {
    this.optimizer = optimizer;
    this.layout = layout;
    this.clipValue = clipValue;
    this.clipNorm = clipNorm;
    this.frozen = FrozenSpans.of(layout, frozen);
    this.rule = optimizer.rule(layout.parameters());
  }

  /** The steps of a session before the first one, with all that its specification asks for. */
  public static OptimizerStep of(SessionSpec spec, ParameterLayout layout) {
    return new OptimizerStep(
        spec.optimizer(), layout, spec.clipValue(), spec.clipNorm(), spec.frozen());
  }

  /** A rule before its first step, for gradients that are as they shall be. */
  public static OptimizerStep of(Optimizer optimizer, ParameterLayout layout) {
    return new OptimizerStep(
        optimizer, layout, OptionalDouble.empty(), OptionalDouble.empty(), Set.of());
  }

  /**
   * Changes {@code parameters} in place; {@code gradients} may be used as scratch.
   *
   * @param parameters laid out as the layout says
   * @param gradients likewise
   * @param settings learning rate and momentum (Adam: beta1) of this step
   */
  public void apply(float[] parameters, float[] gradients, StepSettings settings) {
    steps++;
    frozen.clear(gradients);
    clipValue.ifPresent(value -> GradientClipping.clipValues(gradients, value));
    clipNorm.ifPresent(norm -> GradientClipping.clip(gradients, norm));
    float[] kept = frozen.copy(parameters);
    rule.apply(parameters, gradients, settings, steps);
    frozen.restore(kept, parameters);
  }

  /** Steps taken. */
  public long steps() {
    return steps;
  }

  /** A copy of the state by PyTorch's names, such as {@code 0.weight.momentum_buffer}. */
  public TensorMap state() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    arrays().forEach((name, values) -> tensors.putAll(layout.scatter(values, "." + name).asMap()));
    return new TensorMap(tensors);
  }

  /**
   * Resumes from a saved state; an empty one is that before the first step.
   *
   * @throws org.menagerie.api.error.MenagerieException if names or shapes are not those of this
   *     optimizer on this network
   */
  public void restore(TensorMap state, long stepsTaken) {
    rule = optimizer.rule(layout.parameters());
    steps = stepsTaken;
    if (!state.asMap().isEmpty()) {
      arrays()
          .forEach(
              (name, values) ->
                  System.arraycopy(layout.gather(state, "." + name), 0, values, 0, layout.size()));
    }
  }

  /** In the order of their names, whatever the order of the rule's map. */
  private Map<String, float[]> arrays() {
    Map<String, float[]> arrays = new TreeMap<>(rule.state());
    arrays.forEach(
        (name, values) -> {
          if (values.length != layout.size()) {
            throw new IllegalStateException(
                "the state %s of %s holds %d values for %d parameters"
                    .formatted(name, optimizer.component().name(), values.length, layout.size()));
          }
        });
    return arrays;
  }
}
