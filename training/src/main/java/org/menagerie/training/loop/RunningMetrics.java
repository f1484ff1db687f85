package org.menagerie.training.loop;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.recipe.StepSettings;

/**
 * Loss and accuracy over an epoch so far, each image counted as it was seen, and the learning rate
 * of the last step.
 */
final class RunningMetrics {
  private final int classes;
  private double lossSum;
  private int correct;
  private int images;
  private double learningRate;

  RunningMetrics(int classes) {
    this.classes = classes;
  }

  void add(Batch batch, StepSettings settings, StepResult result) {
    Logits logits = new Logits(result.logits(), classes);
    for (int i = 0; i < batch.size(); i++) {
      if (logits.predicted(i) == batch.labels()[i]) {
        correct++;
      }
    }
    lossSum += result.loss() * batch.size();
    images += batch.size();
    learningRate = settings.learningRate();
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

  double learningRate() {
    return learningRate;
  }
}
