package org.menagerie.training.loop;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.random.RandomStream;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;

/**
 * The initial weights for a seed, the same on every engine. Ranges are PyTorch's: convolutions and
 * linear layers draw weights and biases from {@code U(-1/sqrt(fan_in), 1/sqrt(fan_in))}.
 */
public final class InitialWeights {
  private InitialWeights() {}

  /**
   * The weights that a run begins with: drawn, and where it starts from stored ones, those that
   * fit.
   *
   * @throws org.menagerie.api.error.MenagerieException if the stored weights are not there any
   *     more, or others
   */
  public static TensorMap of(TrainingJob job) {
    TensorMap drawn = draw(job.network(), job.spec().seed());
    return job.spec()
        .init()
        .map(init -> StoredWeights.read(init, Use.START).into(drawn).weights())
        .orElse(drawn);
  }

  /** One tensor for each parameter and running statistic, in order. */
  public static TensorMap draw(Network network, long seed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      tensors.put(parameter.name(), new Tensor(parameter.shape(), values(parameter, seed)));
    }
    return new TensorMap(tensors);
  }

  private static float[] values(Parameter parameter, long seed) {
    float[] values = new float[Math.toIntExact(parameter.shape().elements())];
    switch (parameter.role()) {
      case WEIGHT, BIAS -> {
        double bound = 1 / Math.sqrt((double) parameter.fanIn());
        RandomStream random = RandomStream.of(seed, "weights/" + parameter.name());
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.uniform(-bound, bound);
        }
      }
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
      case SLOPE -> Arrays.fill(values, 0.25f);
    }
    return values;
  }
}
