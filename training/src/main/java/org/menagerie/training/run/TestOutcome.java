package org.menagerie.training.run;

import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;

/**
 * How the final network judged the test images.
 *
 * @param images number of test images
 * @param correct one bit per test image in the data set's order, lowest bit of the first byte
 *     first, as base64; what paired tests between models need
 * @param confusion rows are true classes, columns predicted ones
 */
public record TestOutcome(int images, String correct, List<List<Integer>> confusion) {

  public TestOutcome {
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  /** From predictions and labels in the data set's order. */
  public static TestOutcome of(int[] predicted, int[] labels, int classes) {
    BitSet correct = new BitSet(labels.length);
    Integer[][] confusion = new Integer[classes][classes];
    for (Integer[] row : confusion) {
      Arrays.fill(row, 0);
    }
    for (int i = 0; i < labels.length; i++) {
      correct.set(i, predicted[i] == labels[i]);
      confusion[labels[i]][predicted[i]]++;
    }
    return new TestOutcome(
        labels.length,
        Base64.getEncoder().encodeToString(correct.toByteArray()),
        Arrays.stream(confusion).map(List::of).toList());
  }

  /** Whether each test image was classified correctly. */
  public BitSet correctBits() {
    return BitSet.valueOf(Base64.getDecoder().decode(correct));
  }
}
