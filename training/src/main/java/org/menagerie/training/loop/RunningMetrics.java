package org.menagerie.training.loop;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.StepResult;

/** Loss and accuracy over an epoch so far, each image counted as it was seen. */
final class RunningMetrics {
  private final int classes;
  private double lossSum;
  private int correct;
  private int images;

  RunningMetrics(int classes) {
    this.classes = classes;
  }

  void add(Batch batch, StepResult result) {
    Logits logits = new Logits(result.logits(), classes);
    for (int i = 0; i < batch.size(); i++) {
      if (logits.predicted(i) == batch.labels()[i]) {
        correct++;
      }
    }
    lossSum += result.loss() * batch.size();
    images += batch.size();
  }

  double loss() {
    return lossSum / images;
  }

  double accuracy() {
    return 100.0 * correct / images;
  }

  int images() {
    return images;
  }
}
