package org.menagerie.engine.support;

/** {@code torch.nn.utils.clip_grad_norm_} and {@code clip_grad_value_}. */
public final class GradientClipping {
  /** Keeps the factor finite for gradients of zero, as PyTorch does. */
  private static final double EPSILON = 1e-6;

  private GradientClipping() {}

  /** Brings each gradient in place into the range from {@code -most} to {@code most}. */
  public static void clipValues(float[] gradients, double most) {
    float bound = (float) most;
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = Math.max(-bound, Math.min(bound, gradients[i]));
    }
  }

  /**
   * Scales the gradients, taken as one vector, in place so that their norm is at most {@code
   * maxNorm}.
   */
  public static void clip(float[] gradients, double maxNorm) {
    float factor = (float) Math.min(1, maxNorm / (norm(gradients) + EPSILON));
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] *= factor;
    }
  }

  /** The Euclidean norm. */
  public static double norm(float[] gradients) {
    double sum = 0;
    for (float gradient : gradients) {
      sum += (double) gradient * gradient;
    }
    return Math.sqrt(sum);
  }
}
