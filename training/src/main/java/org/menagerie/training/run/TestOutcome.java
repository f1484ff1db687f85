package org.menagerie.training.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * How the final network judged the test images.
 *
 * @param images number of test images
 * @param correct one bit per test image in the data set's order, lowest bit of the first byte
 *     first, as base64; what paired tests between models need
 * @param confusion rows are true classes, columns predicted ones
 * @param mistakes every image that was classified wrongly, in the data set's order; none in results
 *     of schema version 1, which did not keep them
 */
public record TestOutcome(
    int images,
    String correct,
    List<List<Integer>> confusion,
    Optional<List<Misclassification>> mistakes) {

  public TestOutcome {
    confusion = confusion.stream().map(List::copyOf).toList();
    mistakes = mistakes.map(List::copyOf);
  }

  /** From predictions, the probability of each, and labels, all in the data set's order. */
  public static TestOutcome of(int[] predicted, double[] confidence, int[] labels, int classes) {
    BitSet correct = new BitSet(labels.length);
    Integer[][] confusion = new Integer[classes][classes];
    for (Integer[] row : confusion) {
      Arrays.fill(row, 0);
    }
    List<Misclassification> mistakes = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      correct.set(i, predicted[i] == labels[i]);
      confusion[labels[i]][predicted[i]]++;
      if (predicted[i] != labels[i]) {
        mistakes.add(new Misclassification(i, labels[i], predicted[i], confidence[i]));
      }
    }
    return new TestOutcome(
        labels.length,
        Base64.getEncoder().encodeToString(correct.toByteArray()),
        Arrays.stream(confusion).map(List::of).toList(),
        Optional.of(mistakes));
  }

  /** Whether each test image was classified correctly. */
  public BitSet correctBits() {
    return BitSet.valueOf(Base64.getDecoder().decode(correct));
  }
}
