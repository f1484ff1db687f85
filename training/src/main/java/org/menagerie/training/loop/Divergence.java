package org.menagerie.training.loop;

import java.util.Locale;
import java.util.Map;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * Ends a training whose network holds no numbers any more. The loss alone does not show it on every
 * engine: MXNet's batch norm and ReLU make 0 of what is not a number.
 *
 * @param model as in messages
 * @param epoch counted from 1
 */
record Divergence(String model, int epoch) {

  /**
   * The largest loss of a network that can still learn. Beyond it, neighbouring 32-bit floats are
   * 64 or more apart, so that no logit can follow one image.
   */
  private static final double LARGEST_LOSS = 1e9;

  /**
   * Checks the loss of a step.
   *
   * @param batch counted from 1
   * @throws MenagerieException if it is not a number
   */
  void requireNumber(double loss, int batch, double learningRate) {
    if (!Double.isFinite(loss)) {
      throw failure(
          "the loss is no longer a number in epoch %d, batch %d".formatted(epoch, batch),
          learningRate);
    }
  }

  /**
   * Checks what an epoch left behind.
   *
   * @param loss of the network on the test images
   * @throws MenagerieException if a weight or running statistic is not a number, or the loss is not
   *     one or absurd
   */
  void requireSound(SessionState state, double loss, double learningRate) {
    for (Map.Entry<String, Tensor> entry : state.weights().asMap().entrySet()) {
      if (!isFinite(entry.getValue().values())) {
        throw failure(
            "%s holds what is no longer a number after epoch %d".formatted(entry.getKey(), epoch),
            learningRate);
      }
    }
    if (!Double.isFinite(loss)) {
      throw failure(
          "the loss on the test images is no longer a number after epoch " + epoch, learningRate);
    }
    if (loss > LARGEST_LOSS) {
      throw failure(
          String.format(
              Locale.ROOT, "the loss on the test images is %.2g after epoch %d", loss, epoch),
          learningRate);
    }
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private MenagerieException failure(String what, double learningRate) {
    return new MenagerieException(
        ErrorCode.RUN_FAILED,
        String.format(
            Locale.ROOT,
            "Training %s diverged: %s, at learning rate %.3g; try a lower one with --lr.",
            model,
            what,
            learningRate));
  }
}
