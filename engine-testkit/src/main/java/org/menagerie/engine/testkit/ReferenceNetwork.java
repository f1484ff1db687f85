package org.menagerie.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/**
 * A network that PyTorch has trained from several seeds, in two forms: as it is, and smooth, with
 * SiLU for ReLU and means for maxima. Dropout is off.
 */
public final class ReferenceNetwork {
  /** All networks that there are numbers for: those of the installed zoos. */
  public static final List<String> NAMES =
      List.of(
          "mnistnet-mnistnet1",
          "mnistnet-mnistnet2",
          "mnistnet-mnistnet3",
          "model4-model4",
          "model5-model1",
          "model5-model2",
          "model5-model3",
          "model5-model4",
          "model5-model5",
          "pipeline-simple",
          "progressive-model1",
          "progressive-model2",
          "progressive-model3");

  /** Some that between them hold every order of layers that there is in all. */
  public static final List<String> COVERING =
      List.of(
          "mnistnet-mnistnet1",
          "mnistnet-mnistnet2",
          "model5-model2",
          "pipeline-simple",
          "progressive-model1",
          "progressive-model3");

  private static final Pattern CONVOLUTION = Pattern.compile("([cC])(\\d+):(\\d)(?:p(\\d))?");

  private final JsonNode reference;

  private ReferenceNetwork(JsonNode reference) {
    this.reference = reference;
  }

  /**
   * Reads what PyTorch computed for a network.
   *
   * @param name one of {@link #NAMES}
   */
  public static ReferenceNetwork read(String name) {
    return new ReferenceNetwork(Reference.read("trainings/" + name));
  }

  /**
   * The network itself, on images of 28x28 pixels.
   *
   * @param smooth whether without kinks, where rounding decides on a gradient
   */
  public Network network(boolean smooth) {
    List<Layer> layers = new ArrayList<>();
    for (JsonNode word : reference.get("layers")) {
      layers.add(layer(word.asText(), smooth));
    }
    return new Network(Shape.image(1, 28, 28), layers);
  }

  /** As the script beside the references writes them. */
  private static Layer layer(String word, boolean smooth) {
    Matcher convolution = CONVOLUTION.matcher(word);
    if (convolution.matches()) {
      var layer =
          Layers.conv2d(number(convolution.group(2)), number(convolution.group(3)))
              .withPadding(convolution.group(4) == null ? 0 : number(convolution.group(4)));
      return convolution.group(1).equals("C") ? layer : layer.withoutBias();
    }
    return switch (word.charAt(0)) {
      case 'n' -> Layers.batchNorm();
      case 'r' -> smooth ? new Activation(Activation.Function.SILU) : Layers.relu();
      case 'd' -> Layers.dropout(0);
      case 'm' -> smooth ? new AvgPool(2, 2, 0) : Layers.maxPool(2);
      case 'g' -> Layers.globalAvgPool();
      case 'f' -> Layers.flatten();
      case 'l' -> Layers.linear(number(word.substring(1)));
      default -> throw new IllegalArgumentException("unknown layer " + word);
    };
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** What PyTorch computed, one training for each seed. */
  Stream<ReferenceTraining> trainings(boolean smooth) {
    List<ReferenceTraining> trainings = new ArrayList<>();
    for (JsonNode training : reference.get(smooth ? "smooth" : "kinks")) {
      trainings.add(new ReferenceTraining(network(smooth), training));
    }
    return trainings.stream();
  }

  /**
   * How far 64-bit floats themselves move where kinks are, if the weights of the beginning are off
   * in their last bits: the most from any seed.
   *
   * @param field of a training; one number for each of its numbers, or one for all
   */
  double[] moves(String field) {
    double[] most = {};
    for (JsonNode training : reference.get("kinks")) {
      double[] some = Reference.doubles(training.get("moves").get(field));
      most = Arrays.copyOf(most, some.length);
      for (int i = 0; i < some.length; i++) {
        most[i] = Math.max(most[i], some[i]);
      }
    }
    return most;
  }

  /** Noise with a bright bar whose place tells the label, 28 pixels wide and high. */
  public static Batch batch(long seed, int size) {
    return batch(seed, size, Shape.image(1, 28, 28));
  }

  /** The same on images of a shape, with the bar in every channel. */
  static Batch batch(long seed, int size, Shape shape) {
    RandomStream random = RandomStream.ofSeed(seed);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.below(10);
    }
    int length = Math.toIntExact(shape.elements());
    int area = shape.height() * shape.width();
    float[] images = new float[size * length];
    for (int i = 0; i < images.length; i++) {
      int place = i % length % area;
      boolean bright = inBar(place / shape.width(), place % shape.width(), labels[i / length]);
      double pixel = 0.3 * random.unit() + (bright ? 0.7 : 0);
      images[i] = (float) (((float) pixel - 0.1307) / 0.3081);
    }
    return Batch.of(images, labels, size);
  }

  private static boolean inBar(int y, int x, int label) {
    int row = y - 4 - 12 * (label / 5);
    int column = x - 2 - 5 * (label % 5);
    return row >= 0 && row < 8 && column >= 0 && column < 5;
  }
}
