package org.menagerie.engine.djl;

import java.util.Arrays;
import org.menagerie.api.engine.Batch;

/** What the logits should say. */
final class Targets {
  private Targets() {}

  /**
   * One row per image: its class, with a share of {@code smoothing} spread evenly over all classes
   * ({@code torch.nn.CrossEntropyLoss(label_smoothing=...)}).
   *
   * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al.: Rethinking the Inception
   *     Architecture (2015)</a>
   */
  static float[] of(Batch batch, int classes, double smoothing) {
    float[] targets = new float[batch.size() * classes];
    Arrays.fill(targets, (float) (smoothing / classes));
    for (int i = 0; i < batch.size(); i++) {
      targets[i * classes + batch.labels()[i]] = (float) (1 - smoothing + smoothing / classes);
    }
    return targets;
  }
}
