package org.menagerie.engine.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.testkit.Samples;

/** Sessions of the engine, and what is in them. */
final class Sessions {
  private Sessions() {}

  static Session open(Network network) {
    return open(network, Sgd.of(0.1, 0.9), 1);
  }

  static Session open(Network network, Optimizer optimizer, int threads) {
    return open(network, optimizer, threads, Samples.weights(network, 3));
  }

  static Session open(Network network, TensorMap weights) {
    return open(network, Sgd.of(0.1, 0.9), 1, weights);
  }

  private static Session open(
      Network network, Optimizer optimizer, int threads, TensorMap weights) {
    SessionSpec spec =
        SessionSpec.builder(network, optimizer, CrossEntropy.plain()).threads(threads).build();
    return new VectorEngine().open(spec, weights);
  }

  /** All values by name, to be compared bit for bit. */
  static Map<String, float[]> values(TensorMap tensors) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
      values.put(entry.getKey(), entry.getValue().values());
    }
    return values;
  }

  static Map<String, float[]> values(SessionState state) {
    Map<String, float[]> values = values(state.weights());
    values.putAll(values(state.optimizer()));
    return values;
  }
}
