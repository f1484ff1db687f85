package org.menagerie.runner.trained;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.inference.TrainedModel;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunSpec;

/**
 * A finished run, or an imported network, whose weights are there.
 *
 * @param spec of the run
 * @param network with its weights
 * @param dataset reads the run's data set, if it has not been read for the network
 */
public record TrainedRun(RunSpec spec, TrainedNetwork network, Supplier<Dataset> dataset) {
  private static final int BATCH = 500;

  /** Grey levels of each image, channel by channel, row by row. */
  public static byte[][] pixels(ImageSet images) {
    byte[][] pixels = new byte[images.size()][images.imageLength()];
    for (int i = 0; i < pixels.length; i++) {
      images.copyImage(i, pixels[i]);
    }
    return pixels;
  }

  /**
   * The network as a model that runs without an engine.
   *
   * @throws MenagerieException if it has layers that are not built in
   */
  public TrainedModel model() {
    requireBuiltIn();
    return TrainedModel.of(network);
  }

  /**
   * Makes sure that the network runs without an engine.
   *
   * @throws MenagerieException if it has layers that are not built in
   */
  public void requireBuiltIn() {
    for (LayerSummary layer : network.network().summary().layers()) {
      if (!(layer.layer() instanceof BuiltInLayer || layer.layer() instanceof Composite)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "Layer %s (%s), which a plug-in computes, needs an engine: \"runner predict\" has one."
                .formatted(layer.index(), layer.layer().describe()));
      }
    }
  }

  /**
   * What the default engine answers, which needs no native library.
   *
   * @param pixels as {@link #pixels} gives them
   * @return logits, {@code [images][classes]}
   */
  public float[][] logits(Catalog catalog, byte[][] pixels) {
    SessionSpec session = catalog.session(network.network(), spec.recipe(), 1);
    int classes = network.classes().size();
    float[][] logits = new float[pixels.length][];
    try (Session opened =
        catalog.engines().get(RecipeOptions.DEFAULT_ENGINE).open(session, network.weights())) {
      for (int from = 0; from < pixels.length; from += BATCH) {
        byte[][] some = Arrays.copyOfRange(pixels, from, Math.min(pixels.length, from + BATCH));
        float[] answers =
            opened.evaluate(Batch.of(network.normalized(some), new int[some.length], some.length));
        int first = from;
        IntStream.range(0, some.length)
            .forEach(
                i ->
                    logits[first + i] =
                        Arrays.copyOfRange(answers, i * classes, (i + 1) * classes));
      }
    }
    return logits;
  }
}
