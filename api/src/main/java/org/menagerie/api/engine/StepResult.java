package org.menagerie.api.engine;

/** What a training step saw before it changed the parameters. */
public final class StepResult {
  private final double loss;
  private final float[] logits;

  private StepResult(double loss, float[] logits) {
    this.loss = loss;
    this.logits = logits;
  }

  /**
   * The result of a step.
   *
   * @param loss mean loss over the batch, smoothing included
   * @param logits {@code [size, classes]}, row by row; not copied
   */
  public static StepResult of(double loss, float[] logits) {
    return new StepResult(loss, logits);
  }

  /** Mean loss over the batch, smoothing included. */
  public double loss() {
    return loss;
  }

  /** {@code [size, classes]}, row by row; not copied. */
  public float[] logits() {
    return logits;
  }
}
