package org.menagerie.training.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.loop.RecordingEngine.Call;
import org.menagerie.training.loop.RecordingEngine.Values;

/**
 * What an engine must be handed in a training of eleven images in batches of four, written down
 * without the loop, the batches, the schedules or the planner. Only the random numbers come from
 * the framework; their values are held by tests of their own.
 *
 * @param settings of each step
 */
record ExpectedCalls(List<StepSettings> settings) {
  static final long SEED = 20_240_229;
  static final Network NETWORK =
      Network.of(Shape.image(1, 2, 3), Layers.dropout(0.25), Layers.flatten(), Layers.linear(3));
  static final int PIXELS = 6;
  static final int TRAINING_IMAGES = 11;
  static final int TEST_IMAGES = 5;
  private static final int BATCH = 4;
  private static final int STEPS_PER_EPOCH = 3;

  /** Pixel {@code pixel} of image {@code image}. */
  static byte level(int image, int pixel) {
    return (byte) (31 * image + 7 * pixel);
  }

  /** The class of image {@code image}. */
  static byte label(int image) {
    return (byte) (image % 3);
  }

  List<Call> open() {
    SessionSpec spec =
        SessionSpec.builder(NETWORK, new Sgd(0.1, 0.9, 0.01, true), new CrossEntropy(0.125))
            .clipNorm(0.75)
            .threads(2)
            .build();
    return List.of(new Call.Open(spec, weights(0)));
  }

  /** The state saved after an epoch is given back. */
  List<Call> restore(int epoch) {
    int steps = STEPS_PER_EPOCH * epoch;
    return List.of(new Call.Restore(weights(steps), weights(steps + 1), steps));
  }

  /** The initial weights, plus 1 for each step. */
  private Values weights(int steps) {
    Map<String, List<Float>> tensors = new TreeMap<>();
    for (Map.Entry<String, Integer> tensor : Map.of("2.weight", 18, "2.bias", 3).entrySet()) {
      RandomStream random = RandomStream.of(SEED, "weights/" + tensor.getKey());
      List<Float> values = new ArrayList<>();
      for (int i = 0; i < tensor.getValue(); i++) {
        float value = (float) ((2 * random.unit() - 1) / Math.sqrt(PIXELS));
        for (int step = 0; step < steps; step++) {
          value++;
        }
        values.add(value);
      }
      tensors.put(tensor.getKey(), values);
    }
    return new Values(tensors);
  }

  /** Everything from the beginning of the first to the end of the last of these epochs. */
  List<Call> epochs(int first, int last) {
    List<Call> calls = new ArrayList<>();
    for (int epoch = first; epoch <= last; epoch++) {
      calls.addAll(beginning(epoch, STEPS_PER_EPOCH));
      calls.add(new Call.Evaluate(testPixels(0, 4), List.of(0, 1, 2, 0)));
      calls.add(new Call.Evaluate(testPixels(4, 5), List.of(1)));
      calls.add(new Call.Save());
    }
    return calls;
  }

  /** The first steps of an epoch. */
  List<Call> beginning(int epoch, int steps) {
    List<Call> calls = new ArrayList<>();
    calls.add(new Call.Seed(RandomStream.of(SEED, "dropout", epoch).nextLong()));
    List<Integer> order = order(epoch);
    for (int step = 0; step < steps; step++) {
      List<Float> pixels = new ArrayList<>();
      List<Integer> labels = new ArrayList<>();
      for (int i = BATCH * step; i < Math.min(BATCH * (step + 1), TRAINING_IMAGES); i++) {
        pixels.addAll(trainingPixels(order.get(i), epoch));
        labels.add((int) label(order.get(i)));
      }
      StepSettings now = settings.get((epoch - 1) * STEPS_PER_EPOCH + step);
      calls.add(new Call.Train(pixels, labels, List.of(), now.learningRate(), now.momentum()));
    }
    return calls;
  }

  /** Fisher and Yates: from the last place down, each takes one of those not yet placed. */
  private List<Integer> order(int epoch) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < TRAINING_IMAGES; i++) {
      left.add(i);
    }
    RandomStream random = RandomStream.of(SEED, "order", epoch);
    List<Integer> order = new ArrayList<>();
    while (left.size() > 1) {
      int chosen = random.below(left.size());
      order.add(0, left.get(chosen));
      left.set(chosen, left.get(left.size() - 1));
      left.remove(left.size() - 1);
    }
    order.add(0, left.get(0));
    return order;
  }

  /** Noise of up to 50 levels on the image's own stream, then the negative. */
  private List<Float> trainingPixels(int image, int epoch) {
    RandomStream random = RandomStream.of(SEED, "augmentation", epoch, image);
    List<Float> inputs = new ArrayList<>();
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      int noisy = ((level(image, pixel) & 0xFF) + random.below(50)) % 256;
      inputs.add(input(255 - noisy));
    }
    return inputs;
  }

  private static List<Float> testPixels(int from, int to) {
    List<Float> inputs = new ArrayList<>();
    for (int image = from; image < to; image++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        inputs.add(input(level(image, pixel) & 0xFF));
      }
    }
    return inputs;
  }

  /** Mean 0.25, standard deviation 0.5. */
  static float input(int level) {
    return (float) (2 * (level / 255.0 - 0.25));
  }
}
