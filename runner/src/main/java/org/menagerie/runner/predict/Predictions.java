package org.menagerie.runner.predict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
   * @param classes all of them, the likeliest first
   */
  record OfPicture(String image, boolean inverted, List<Likely> classes) {
    static OfPicture of(String image, boolean inverted, List<String> names, float[] logits) {
      double[] probabilities = Softmax.of(logits);
      return new OfPicture(
          image,
          inverted,
          IntStream.range(0, logits.length)
              .mapToObj(k -> new Likely(names.get(k), probabilities[k]))
              .sorted(Comparator.comparingDouble(Likely::probability).reversed())
              .toList());
    }
  }

  /**
   * A class and its probability, as the network has it.
   *
   * @param name of the class
   * @param probability from 0 to 1
   */
  record Likely(String name, double probability) {}

  /** The same with the likeliest classes of each picture only. */
  Predictions top(int number) {
    return new Predictions(
        model,
        notes,
        unreadable,
        pictures.stream()
            .map(
                picture ->
                    new OfPicture(
                        picture.image,
                        picture.inverted,
                        picture.classes.stream().limit(number).toList()))
            .toList());
  }
}
