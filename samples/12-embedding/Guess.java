package com.example.embedding;

import java.nio.file.Path;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.inference.Prediction;
import org.menagerie.inference.TrainedModel;

/** Says what pictures show, by a network that was trained elsewhere. */
public final class Guess {
  private Guess() {}

  /** Takes a model's file, then pictures. */
  public static void main(String[] args) {
    try {
      // Load once: any number of threads may ask one model at a time.
      TrainedModel model = TrainedModel.load(Path.of(args[0]));
      for (int i = 1; i < args.length; i++) {
        Prediction prediction = model.predict(Path.of(args[i]));
        Prediction.Likely best = prediction.best();
        System.out.printf(
            "%s: %s (%.1f %%)%n", args[i], best.name(), 100 * best.probability());
      }
    } catch (MenagerieException e) {
      // One sentence that says what is wrong and what to do.
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
