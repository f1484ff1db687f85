package org.menagerie.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.metric.Predictions;
import org.menagerie.training.run.Scores;

/**
 * What a network answered.
 *
 * @param logarithms of the probabilities, {@code [images][classes]}
 * @param labels the true class of each image
 * @param notes on the data, one sentence each
 */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
public record Answers(double[][] logarithms, int[] labels, List<String> notes) {

  public Answers {
    notes = List.copyOf(notes);
  }

  /** The same with one more note. */
  public Answers with(String note) {
    return new Answers(logarithms, labels, Stream.concat(notes.stream(), Stream.of(note)).toList());
  }

  /** The same as probabilities. */
  public Predictions predictions() {
    return new Predictions(
        Arrays.stream(logarithms)
            // Means over views may be above 1 by their rounding.
            .map(row -> Arrays.stream(row).map(x -> Math.min(1, StrictMath.exp(x))).toArray())
            .toArray(double[][]::new),
        labels);
  }

  /** Mean cross-entropy. */
  public double loss() {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= logarithms[i][labels[i]];
    }
    return sum / labels.length;
  }

  /** How good they are. */
  public Scores scores() {
    Predictions predictions = predictions();
    int correct =
        (int)
            IntStream.range(0, labels.length)
                .filter(i -> predictions.answer(i) == labels[i])
                .count();
    return new Scores(loss(), 100.0 * correct / labels.length, correct);
  }
}
