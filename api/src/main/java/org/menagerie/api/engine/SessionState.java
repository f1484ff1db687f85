package org.menagerie.api.engine;

/**
 * All that a session would need to go on elsewhere, on any engine.
 *
 * @param weights parameters and running statistics, named as in PyTorch's {@code state_dict}
 * @param optimizer per parameter {@code NAME.momentum_buffer} (SGD) or {@code NAME.exp_avg} and
 *     {@code NAME.exp_avg_sq} (Adam, AdamW); empty before the first step
 * @param steps optimizer steps taken
 */
public record SessionState(TensorMap weights, TensorMap optimizer, long steps) {

  /** The state before the first step. */
  public static SessionState initial(TensorMap weights) {
    return new SessionState(weights, TensorMap.empty(), 0);
  }
}
