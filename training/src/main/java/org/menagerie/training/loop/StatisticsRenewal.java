package org.menagerie.training.loop;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;

/**
 * The running statistics that batch norms have with given weights: the mean over the batches of an
 * epoch, each counted once ({@code torch.optim.swa_utils.update_bn}).
 */
public final class StatisticsRenewal {
  private static final StepSettings STILL = new StepSettings(0, 0);

  /** By name of the statistic, the share of a new batch in it. */
  private final Map<String, Double> momenta = new TreeMap<>();

  /** Those of a network. */
  public StatisticsRenewal(Network network) {
    for (LayerSummary layer : network.summary().layers()) {
      layer
          .layer()
          .statisticsMomentum()
          .ifPresent(
              momentum ->
                  layer.parameters().stream()
                      .filter(parameter -> !parameter.trainable())
                      .map(Parameter::name)
                      .forEach(name -> momenta.put(name, momentum)));
    }
  }

  /**
   * The statistics of one epoch by name.
   *
   * @param session left with another state than before
   * @param weights of the network
   */
  public Map<String, Tensor> of(
      Session session, TensorMap weights, BatchPipeline images, int epoch) {
    if (momenta.isEmpty()) {
      return Map.of();
    }
    // A step from zero moves a statistic by its momentum's share of the batch's own.
    SessionState zero = SessionState.initial(withStatisticsOfZero(weights));
    Map<String, double[]> sums = new LinkedHashMap<>();
    momenta.keySet().forEach(name -> sums.put(name, new double[weights.get(name).values().length]));
    int count = 0;
    try (EpochBatches batches = images.epoch(epoch)) {
      for (; batches.hasNext(); count++) {
        session.restore(zero);
        session.train(batches.next(), STILL);
        add(session.save().weights(), sums);
      }
    }
    return means(sums, count, weights);
  }

  private TensorMap withStatisticsOfZero(TensorMap weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.asMap());
    momenta.keySet().forEach(name -> tensors.put(name, zeros(weights.get(name))));
    return new TensorMap(tensors);
  }

  private static Tensor zeros(Tensor like) {
    return new Tensor(like.shape(), new float[like.values().length]);
  }

  private void add(TensorMap moved, Map<String, double[]> sums) {
    sums.forEach(
        (name, sum) -> {
          double momentum = requireNonNull(momenta.get(name));
          float[] values = moved.get(name).values();
          for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i] / momentum;
          }
        });
  }

  private static Map<String, Tensor> means(
      Map<String, double[]> sums, int count, TensorMap weights) {
    Map<String, Tensor> means = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> {
          float[] values = new float[sum.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (sum[i] / count);
          }
          means.put(name, new Tensor(weights.get(name).shape(), values));
        });
    return means;
  }
}
