package org.menagerie.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/**
 * A network, its weights and batches as PyTorch computed with them, made again from the seeds that
 * the reference states; dropout is off.
 */
public final class ReferenceNetwork {
  /** PyTorch's own tolerances; where its 32-bit run is further off, five times that. */
  private static final double LOSS_TOLERANCE = 1e-4;

  private static final double LOGIT_TOLERANCE = 1e-3;
  private static final double DEVIATION_FACTOR = 5;

  /** All networks that there are numbers for. */
  public static final List<String> NAMES =
      List.of(
          "mnistnet-mnistnet1",
          "mnistnet-mnistnet2",
          "model5-model1",
          "model5-model2",
          "model5-model3",
          "progressive-model1",
          "progressive-model2",
          "progressive-model3");

  private final String name;
  private final JsonNode reference;

  private ReferenceNetwork(String name, JsonNode reference) {
    this.name = name;
    this.reference = reference;
  }

  /**
   * Reads what PyTorch computed for a network.
   *
   * @param name one of {@link #NAMES}
   */
  public static ReferenceNetwork read(String name) {
    return new ReferenceNetwork(name, Reference.read("networks/" + name));
  }

  /** The network itself, on images of 28x28 pixels. */
  public Network network() {
    List<Layer> layers = new ArrayList<>();
    for (JsonNode node : reference.get("layers")) {
      layers.add(layer(node.get("layer")));
    }
    return new Network(Shape.image(1, 28, 28), layers);
  }

  private static Layer layer(JsonNode layer) {
    return switch (layer.get(0).asText()) {
      case "conv" -> {
        var conv =
            Layers.conv2d(layer.get(1).asInt(), layer.get(2).asInt())
                .withPadding(layer.get(3).asInt());
        yield layer.get(4).asBoolean() ? conv : conv.withoutBias();
      }
      case "bn" -> Layers.batchNorm();
      case "relu" -> Layers.relu();
      case "dropout" -> Layers.dropout(0);
      case "maxpool" -> Layers.maxPool(layer.get(1).asInt());
      case "gap" -> Layers.globalAvgPool();
      case "flatten" -> Layers.flatten();
      case "linear" -> Layers.linear(layer.get(1).asInt());
      default -> throw new IllegalArgumentException("unknown layer " + layer);
    };
  }

  private long seed() {
    return reference.get("seed").asLong();
  }

  /** The weights that PyTorch began with. */
  public TensorMap weights() {
    RandomStream random = RandomStream.ofSeed(seed());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network().parameters()) {
      float[] values = new float[(int) parameter.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) initial(parameter, random);
      }
      tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return new TensorMap(tensors);
  }

  private static double initial(Parameter parameter, RandomStream random) {
    return switch (parameter.role()) {
      case WEIGHT -> (2 * random.unit() - 1) * Math.sqrt(6.0 / (double) parameter.fanIn());
      case BIAS, SHIFT -> (2 * random.unit() - 1) * 0.1;
      case SCALE -> 1 + 0.1 * (2 * random.unit() - 1);
      case RUNNING_MEAN -> 0;
      case RUNNING_VARIANCE -> 1;
    };
  }

  /** The four images that PyTorch's logits are of. */
  public Batch evaluationBatch() {
    return batch(seed() + 1, 4);
  }

  /**
   * The 32 images of a training step.
   *
   * @param step counted from 0
   */
  public Batch trainingBatch(int step) {
    return batch(seed() + 100 + step, 32);
  }

  /** How far an engine that sums in 32-bit floats may be off. */
  public Tolerances tolerances() {
    return new Tolerances(
        tolerance("losses", LOSS_TOLERANCE), tolerance("eval_logits_after", LOGIT_TOLERANCE));
  }

  private double tolerance(String field, double standard) {
    double deviation = reference.get("float32_deviation").get(field).asDouble();
    return deviation > standard ? DEVIATION_FACTOR * deviation : standard;
  }

  /** Whether 32-bit floats keep the running statistics to a millionth. */
  boolean hasPreciseStatistics() {
    return name.matches("progressive.*[23]");
  }

  /** Shapes, parameters and receptive fields, layer by layer. */
  JsonNode reference() {
    return reference;
  }

  /** Numbers computed in double precision. */
  List<Double> expected(String field) {
    return Reference.numbers(reference.get("float64").get(field));
  }

  /** Noise with a bright bar whose place tells the label. */
  public static Batch batch(long seed, int size) {
    RandomStream random = RandomStream.ofSeed(seed);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.below(10);
    }
    float[] images = new float[size * 784];
    for (int i = 0; i < images.length; i++) {
      double pixel = 0.3 * random.unit() + (inBar(i % 784, labels[i / 784]) ? 0.7 : 0);
      images[i] = (float) (((float) pixel - 0.1307) / 0.3081);
    }
    return Batch.of(images, labels, size);
  }

  private static boolean inBar(int pixel, int label) {
    int row = pixel / 28 - 4 - 12 * (label / 5);
    int column = pixel % 28 - 2 - 5 * (label % 5);
    return row >= 0 && row < 8 && column >= 0 && column < 5;
  }
}
