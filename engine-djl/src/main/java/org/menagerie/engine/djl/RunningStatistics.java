package org.menagerie.engine.djl;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Parameter.Role;
import org.menagerie.engine.support.ParameterLayout;

/**
 * Running means and variances of all batch normalisations, updated as in PyTorch: {@code r = (1 -
 * momentum) * r + momentum * b}, with the unbiased variance of the batch.
 */
final class RunningStatistics {
  private final Backend backend;
  private final ParameterLayout layout;
  private final List<Norm> norms;
  private float[] values;

  /** The normalisation that a tensor belongs to: its momentum, and values per image and channel. */
  private record Norm(String index, double momentum, long area) {}

  RunningStatistics(Backend backend, Network network, TensorMap weights) {
    this.backend = backend;
    List<Parameter> tracked = new ArrayList<>();
    List<Norm> owners = new ArrayList<>();
    for (LayerSummary layer : network.summary().layers()) {
      for (Parameter parameter : layer.parameters()) {
        if (!parameter.trainable()) {
          tracked.add(parameter);
          owners.add(
              new Norm(
                  layer.index(),
                  momentum(layer),
                  (long) layer.input().height() * layer.input().width()));
        }
      }
    }
    this.layout = new ParameterLayout(tracked);
    this.norms = List.copyOf(owners);
    this.values = layout.gather(weights, "");
  }

  private static double momentum(LayerSummary layer) {
    return layer
        .layer()
        .statisticsMomentum()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer %s (%s) tracks statistics but states no momentum for them"
                        .formatted(layer.index(), layer.layer().describe())));
  }

  ParameterLayout layout() {
    return layout;
  }

  float[] values() {
    return values;
  }

  void load(TensorMap weights) {
    values = layout.gather(weights, "");
  }

  /**
   * @throws MenagerieException if a normalisation would see a single value per channel
   */
  void requireVariance(int batchSize) {
    for (Norm norm : norms) {
      if (batchSize * norm.area() < 2) {
        throw new MenagerieException(
            ErrorCode.RUN_FAILED,
            "Layer %s (BatchNorm) sees a single value per channel, which has no variance; choose another batch size, since the last batch of an epoch has one image."
                .formatted(norm.index()));
      }
    }
  }

  /** Moves towards one batch's statistics, in the same layout. */
  void move(float[] batch, int batchSize) {
    for (int i = 0; i < norms.size(); i++) {
      double momentum = norms.get(i).momentum();
      long count = batchSize * norms.get(i).area();
      boolean variance = layout.parameters().get(i).role() == Role.RUNNING_VARIANCE;
      int end = i + 1 < norms.size() ? layout.offset(i + 1) : layout.size();
      for (int j = layout.offset(i); j < end; j++) {
        double observed = variance ? backend.unbiased(batch[j], count) : batch[j];
        values[j] = (float) ((1 - momentum) * values[j] + momentum * observed);
      }
    }
  }
}
