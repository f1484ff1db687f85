package org.menagerie.training.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.WeightAverage;

/** The weight average of a training as far as it has come. */
final class AveragedWeights {
  private final WeightAverage rule;
  private Optional<TensorMap> average;

  /**
   * @param average that of an interrupted training, if it had begun
   */
  AveragedWeights(WeightAverage rule, Optional<TensorMap> average) {
    this.rule = rule;
    this.average = average;
  }

  WeightAverage rule() {
    return rule;
  }

  /** Weights and running statistics by name; empty before the first step that is part of it. */
  Optional<TensorMap> current() {
    return average;
  }

  /** Takes in the weights behind a step, as far as it is part of the average. */
  void add(Session session, long step) {
    double share = rule.share(step);
    if (share > 0) {
      TensorMap weights = session.save().weights();
      average = Optional.of(average.map(before -> moved(before, weights, share)).orElse(weights));
    }
  }

  /** Puts other values in place of some tensors. */
  void replace(Map<String, Tensor> renewed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(average.orElseThrow().asMap());
    tensors.putAll(renewed);
    average = Optional.of(new TensorMap(tensors));
  }

  private static TensorMap moved(TensorMap average, TensorMap weights, double share) {
    Map<String, Tensor> moved = new LinkedHashMap<>();
    average
        .asMap()
        .forEach(
            (name, before) -> {
              float[] values = before.values().clone();
              float[] towards = weights.get(name).values();
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (values[i] + share * ((double) towards[i] - values[i]));
              }
              moved.put(name, new Tensor(before.shape(), values));
            });
    return new TensorMap(moved);
  }
}
