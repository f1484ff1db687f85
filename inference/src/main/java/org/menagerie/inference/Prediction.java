package org.menagerie.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a model takes a picture for.
 *
 * @param classes all of them, the likeliest first
 * @param inverted whether dark and light were swapped before
 */
public record Prediction(List<Likely> classes, boolean inverted) {

  /**
   * A class, and how likely it is by the model's account.
   *
   * @param label of the class, from 0 on
   * @param name of the class
   * @param probability from 0 to 1: the softmax of the logits
   * @param logit what the network gives for it
   */
  public record Likely(int label, String name, double probability, float logit) {}

  public Prediction {
    classes = List.copyOf(classes);
  }

  static Prediction of(List<String> names, float[] logits, boolean inverted) {
    double[] probabilities = Softmax.of(logits);
    List<Likely> classes = new ArrayList<>();
    for (int k = 0; k < logits.length; k++) {
      classes.add(new Likely(k, names.get(k), probabilities[k], logits[k]));
    }
    classes.sort(Comparator.comparingDouble(Likely::probability).reversed());
    return new Prediction(classes, inverted);
  }

  /** The likeliest class. */
  public Likely best() {
    return classes.get(0);
  }
}
