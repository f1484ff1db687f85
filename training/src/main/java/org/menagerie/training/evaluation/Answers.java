package org.menagerie.training.evaluation;

import java.util.List;

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
}
