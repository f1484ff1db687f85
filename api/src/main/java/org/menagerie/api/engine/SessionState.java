package org.menagerie.api.engine;

import static java.util.Objects.requireNonNull;

/** All that a session would need to go on elsewhere, on any engine. */
public final class SessionState {
  private final TensorMap weights;
  private final TensorMap optimizer;
  private final long steps;

  private SessionState(TensorMap weights, TensorMap optimizer, long steps) {
    this.weights = requireNonNull(weights, "weights is null");
    this.optimizer = requireNonNull(optimizer, "optimizer is null");
    this.steps = steps;
  }

  /** The state before the first step. */
  public static SessionState initial(TensorMap weights) {
    return of(weights, TensorMap.empty(), 0);
  }

  /**
   * The state after some steps.
   *
   * @param weights parameters and running statistics, named as in PyTorch's {@code state_dict}
   * @param optimizer per parameter {@code NAME.momentum_buffer} (SGD) or {@code NAME.exp_avg} and
   *     {@code NAME.exp_avg_sq} (Adam, AdamW); empty before the first step
   * @param steps optimizer steps taken
   */
  public static SessionState of(TensorMap weights, TensorMap optimizer, long steps) {
    return new SessionState(weights, optimizer, steps);
  }

  /** Parameters and running statistics, named as in PyTorch's {@code state_dict}. */
  public TensorMap weights() {
    return weights;
  }

  /** What the optimizer keeps, such as {@code NAME.momentum_buffer}. */
  public TensorMap optimizer() {
    return optimizer;
  }

  /** Optimizer steps taken. */
  public long steps() {
    return steps;
  }
}
