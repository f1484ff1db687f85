package org.menagerie.runner.predict;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.inference.Softmax;

/**
 * What a network takes pictures for.
 *
 * @param model of the network
 * @param notes on what was done to the pictures, in sentences
 * @param unreadable a sentence for each picture that is left out since it cannot be read
 * @param pictures in order
 */
record Predictions(
    String model, List<String> notes, List<String> unreadable, List<OfPicture> pictures) {

  /**
   * What it takes one picture for.
   *
   * @param image the file, of an IDX file with the picture's number behind it
   * @param inverted whether dark and light were swapped
   * @param classes the likeliest ones, that first
   */
  record OfPicture(String image, boolean inverted, List<Likely> classes) {
    static OfPicture of(
        String image, boolean inverted, List<String> names, float[] logits, int top) {
      double[] probabilities = Softmax.of(logits);
      List<Likely> likely = new ArrayList<>();
      for (int k : likeliest(probabilities, Math.min(top, logits.length))) {
        likely.add(new Likely(names.get(k), probabilities[k]));
      }
      return new OfPicture(image, inverted, likely);
    }

    /** Of equals, the first class is the likelier. */
    private static int[] likeliest(double[] probabilities, int count) {
      int[] best = new int[count];
      for (int k = 0; k < probabilities.length; k++) {
        int place = Math.min(k, count);
        while (place > 0 && probabilities[best[place - 1]] < probabilities[k]) {
          place--;
        }
        if (place < count) {
          System.arraycopy(best, place, best, place + 1, Math.min(k, count - 1) - place);
          best[place] = k;
        }
      }
      return best;
    }
  }

  /**
   * A class and its probability, as the network has it.
   *
   * @param name of the class
   * @param probability from 0 to 1
   */
  record Likely(String name, double probability) {}
}
