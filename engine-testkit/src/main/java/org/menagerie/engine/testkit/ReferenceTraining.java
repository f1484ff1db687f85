package org.menagerie.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.random.RandomStream;

/**
 * Some steps of a network from one seed, as PyTorch took them in 64-bit floats, with SGD at a
 * learning rate of 0.01 and a momentum of 0.9.
 *
 * @param network which is trained
 * @param reference what PyTorch computed
 */
record ReferenceTraining(Network network, JsonNode reference) {
  private static final int BATCH_SIZE = 16;
  private static final int EVALUATED = 4;

  long seed() {
    return reference.get("seed").asLong();
  }

  int steps() {
    return reference.get("losses").size();
  }

  /** The weights that PyTorch began with. */
  TensorMap weights() {
    return weights(network, seed());
  }

  /** As the script beside the references draws them. */
  static TensorMap weights(Network network, long seed) {
    RandomStream random = RandomStream.ofSeed(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      float[] values = new float[(int) parameter.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) initial(parameter, random);
      }
      tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return new TensorMap(tensors);
  }

  private static double initial(Parameter parameter, RandomStream random) {
    return switch (parameter.role()) {
      case WEIGHT -> (2 * random.unit() - 1) * Math.sqrt(6.0 / (double) parameter.fanIn());
      case BIAS, SHIFT -> (2 * random.unit() - 1) * 0.1;
      case SCALE -> 1 + 0.1 * (2 * random.unit() - 1);
      case SLOPE -> 0.25 + 0.1 * (2 * random.unit() - 1);
      case RUNNING_MEAN -> 0;
      case RUNNING_VARIANCE -> 1;
    };
  }

  /** The images that PyTorch's logits are of. */
  Batch evaluationBatch() {
    return ReferenceNetwork.batch(seed() + 1, EVALUATED);
  }

  /**
   * The images of a step.
   *
   * @param step counted from 0
   */
  Batch trainingBatch(int step) {
    return ReferenceNetwork.batch(seed() + 100 + step, BATCH_SIZE);
  }

  /** What PyTorch computed under that name. */
  double[] expected(String field) {
    return Reference.doubles(reference.get(field));
  }

  /** A running statistic after the last step. */
  double[] statistic(String tensor) {
    return Reference.doubles(reference.get("statistics").get(tensor));
  }
}
