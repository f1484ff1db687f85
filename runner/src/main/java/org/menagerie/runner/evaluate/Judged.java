package org.menagerie.runner.evaluate;

import java.util.BitSet;
import java.util.List;
import org.menagerie.api.metric.Predictions;
import org.menagerie.runner.evaluate.EvaluationView.Figures;
import org.menagerie.training.evaluation.Answers;

/**
 * Answers as predictions.
 *
 * @param loss mean cross-entropy
 */
record Judged(Predictions predictions, double loss) {

  static Judged of(Answers answers) {
    return new Judged(answers.predictions(), answers.loss());
  }

  /** Of answers that there are no logarithms of. */
  static Judged of(Predictions predictions) {
    double sum = 0;
    for (int i = 0; i < predictions.images(); i++) {
      sum -= StrictMath.log(predictions.probability(i, predictions.label(i)));
    }
    return new Judged(predictions, sum / predictions.images());
  }

  Figures figures(FiguresOf figures, List<String> classes) {
    return figures.of(predictions, classes, loss);
  }

  /** Whether each image was classified correctly. */
  BitSet correct() {
    BitSet correct = new BitSet();
    for (int i = 0; i < predictions.images(); i++) {
      correct.set(i, predictions.answer(i) == predictions.label(i));
    }
    return correct;
  }
}
