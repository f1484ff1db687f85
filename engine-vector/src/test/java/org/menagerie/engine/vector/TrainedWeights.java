package org.menagerie.engine.vector;

import java.util.Arrays;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.network.Network;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Adam;
import org.menagerie.engine.testkit.Samples;
import org.menagerie.engine.vector.convolution.WinogradConvolution;
import org.menagerie.engine.vector.kernel.ScalarKernels;

/**
 * Trains a network of every kind of layer and prints a checksum of all weights, behind what
 * computed them: {@code TrainedWeights engine|scalar THREADS...}, one line for each number of
 * threads.
 */
final class TrainedWeights {
  private static final int STEPS = 2;
  private static final int BATCH_SIZE = 40;
  private static final int EDGE = 17;

  private TrainedWeights() {}

  public static void main(String[] args) {
    for (int i = 1; i < args.length; i++) {
      System.out.println(checksum(args[0].equals("scalar"), Integer.parseInt(args[i])));
    }
  }

  private static String checksum(boolean scalar, int threads) {
    Network network = Samples.everyLayer(EDGE);
    SessionSpec spec =
        SessionSpec.builder(network, Adam.of(0.01), new CrossEntropy(0.1))
            .clipNorm(1)
            .threads(threads)
            .build();
    try (Session session = open(scalar, spec)) {
      session.seed(4);
      for (int step = 0; step < STEPS; step++) {
        session.train(batch(step, BATCH_SIZE), new StepSettings(0.01, 0.9));
      }
      return session.provenance().get("kernels") + ": " + checksum(session);
    }
  }

  private static Batch batch(int step, int size) {
    RandomStream random = RandomStream.of(1, "batch", step);
    float[] images = new float[size * EDGE * EDGE];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.gaussian();
    }
    int[] labels = new int[size];
    Arrays.setAll(labels, i -> random.below(10));
    return Batch.of(images, labels, size);
  }

  /** With tiles wherever they fit, since few of these layers are so wide that they pay. */
  private static Session open(boolean scalar, SessionSpec spec) {
    return new VectorSession(
        scalar ? new ScalarKernels() : VectorEngine.kernels(),
        spec,
        Samples.weights(spec.network(), 3),
        WinogradConvolution::fits);
  }

  private static long checksum(Session session) {
    long sum = 0;
    for (Tensor tensor : session.save().weights().asMap().values()) {
      for (float value : tensor.values()) {
        sum = 31 * sum + Float.floatToRawIntBits(value);
      }
    }
    for (float logit : session.evaluate(batch(STEPS, 7))) {
      sum = 31 * sum + Float.floatToRawIntBits(logit);
    }
    return sum;
  }
}
