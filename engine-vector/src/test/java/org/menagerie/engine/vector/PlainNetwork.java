package org.menagerie.engine.vector;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Path;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;

/**
 * A network in training mode, without dropout, computed in double precision as the documentation of
 * its layers reads.
 */
record PlainNetwork(Network network, Map<String, double[]> parameters) {

  /** Feature maps of a batch. */
  private record Maps(Shape shape, List<double[]> images) {
    double at(int image, int channel, int y, int x, double outside) {
      if (y < 0 || y >= shape.height() || x < 0 || x >= shape.width()) {
        return outside;
      }
      return images.get(image)[(channel * shape.height() + y) * shape.width() + x];
    }

    Maps to(Shape output, Value value) {
      List<double[]> results = new ArrayList<>();
      for (int n = 0; n < images.size(); n++) {
        double[] result = new double[(int) output.elements()];
        int i = 0;
        for (int c = 0; c < output.channels(); c++) {
          for (int y = 0; y < output.height(); y++) {
            for (int x = 0; x < output.width(); x++) {
              result[i++] = value.at(n, c, y, x);
            }
          }
        }
        results.add(result);
      }
      return new Maps(output, results);
    }
  }

  @FunctionalInterface
  private interface Value {
    double at(int image, int channel, int y, int x);
  }

  /** Mean cross-entropy with smoothed labels. */
  double loss(Batch batch, double smoothing) {
    int size = (int) network.input().elements();
    List<double[]> images = new ArrayList<>();
    for (int n = 0; n < batch.size(); n++) {
      int first = n * size;
      images.add(IntStream.range(0, size).mapToDouble(i -> batch.images()[first + i]).toArray());
    }
    Maps logits = apply("", network.layers(), new Maps(network.input(), images));
    double sum = 0;
    for (int n = 0; n < batch.size(); n++) {
      sum += crossEntropy(logits.images.get(n), batch.labels()[n], smoothing);
    }
    return sum / batch.size();
  }

  private static double crossEntropy(double[] logits, int label, double smoothing) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double loss = 0;
    for (int k = 0; k < logits.length; k++) {
      double target = smoothing / logits.length + (k == label ? 1 - smoothing : 0);
      loss += target * (Math.log(sum) - logits[k]);
    }
    return loss;
  }

  private Maps apply(String prefix, List<Layer> layers, Maps input) {
    Maps maps = input;
    for (int i = 0; i < layers.size(); i++) {
      maps = apply(prefix + i + ".", layers.get(i), maps);
    }
    return maps;
  }

  private Maps apply(String prefix, Layer layer, Maps input) {
    Shape output = layer.outputShape(input.shape);
    if (layer instanceof Conv2d conv) {
      return convolution(prefix, conv, input);
    }
    if (layer instanceof Linear linear) {
      return linear(prefix, linear, input);
    }
    if (layer instanceof BatchNorm norm) {
      return normalized(prefix, norm, input);
    }
    if (layer instanceof Activation activation) {
      DoubleUnaryOperator function = function(activation);
      return input.to(output, (n, c, y, x) -> function.applyAsDouble(input.at(n, c, y, x, 0)));
    }
    if (layer instanceof MaxPool pool) {
      return input.to(
          output,
          (n, c, y, x) ->
              pixels(pool.kernel(), pool.stride(), pool.padding().first(), y, x)
                  .mapToDouble(p -> input.at(n, c, p.y(), p.x(), Double.NEGATIVE_INFINITY))
                  .max()
                  .orElseThrow());
    }
    if (layer instanceof AvgPool pool) {
      return input.to(output, (n, c, y, x) -> mean(pool, input, n, c, y, x));
    }
    if (layer instanceof AdaptivePool pool) {
      return input.to(output, (n, c, y, x) -> adaptive(pool, input, n, c, y, x));
    }
    if (layer instanceof ChannelShuffle shuffle) {
      int groups = shuffle.groups();
      int each = input.shape.channels() / groups;
      return input.to(output, (n, c, y, x) -> input.at(n, c % groups * each + c / groups, y, x, 0));
    }
    if (layer instanceof GroupNorm norm) {
      double[] weight = norm.affine() ? parameter(prefix + "weight") : null;
      double[] bias = norm.affine() ? parameter(prefix + "bias") : null;
      Maps standard = standardized(norm.groups(), norm.epsilon(), input);
      return weight == null || bias == null
          ? standard
          : input.to(output, (n, c, y, x) -> standard.at(n, c, y, x, 0) * weight[c] + bias[c]);
    }
    if (layer instanceof LayerNorm norm) {
      double[] weight = norm.affine() ? parameter(prefix + "weight") : null;
      double[] bias = norm.affine() ? parameter(prefix + "bias") : null;
      Maps standard = standardized(1, norm.epsilon(), input);
      Shape shape = input.shape;
      return weight == null || bias == null
          ? standard
          : input.to(
              output,
              (n, c, y, x) -> {
                int i = (c * shape.height() + y) * shape.width() + x;
                return standard.at(n, c, y, x, 0) * weight[i] + bias[i];
              });
    }
    if (layer instanceof PRelu prelu) {
      double[] slopes = parameter(prefix + "weight");
      return input.to(
          output,
          (n, c, y, x) -> {
            double value = input.at(n, c, y, x, 0);
            return value > 0 ? value : slopes[prelu.perChannel() ? c : 0] * value;
          });
    }
    if (layer instanceof JavaLayer java) {
      return java(prefix, java, input);
    }
    if (layer instanceof Flatten || layer instanceof Dropout) {
      return new Maps(output, input.images);
    }
    if (layer instanceof Composite composite) {
      return apply(prefix, composite.layers(), input);
    }
    List<Maps> paths = new ArrayList<>();
    Branches branches = (Branches) layer;
    for (Path path : branches.paths()) {
      paths.add(apply(prefix + path.prefix(), path.layers(), input));
    }
    return merged(branches.merge(), paths, output);
  }

  private record Pixel(int y, int x) {}

  private static Stream<Pixel> pixels(Size kernel, Size stride, Size padding, int y, int x) {
    return IntStream.range(0, kernel.height() * kernel.width())
        .mapToObj(
            t ->
                new Pixel(
                    y * stride.height() - padding.height() + t / kernel.width(),
                    x * stride.width() - padding.width() + t % kernel.width()));
  }

  /** Counts the border as PyTorch does, but never what lies beyond it. */
  private static double mean(AvgPool pool, Maps input, int n, int c, int y, int x) {
    int border = pool.countIncludePad() ? 1 : 0;
    double count =
        pixels(pool.kernel(), pool.stride(), pool.padding().first(), y, x)
            .filter(
                p ->
                    p.y() >= -border * pool.padding().top()
                        && p.x() >= -border * pool.padding().left()
                        && p.y() < input.shape.height() + border * pool.padding().bottom()
                        && p.x() < input.shape.width() + border * pool.padding().right())
            .count();
    return pixels(pool.kernel(), pool.stride(), pool.padding().first(), y, x)
            .mapToDouble(p -> input.at(n, c, p.y(), p.x(), 0))
            .sum()
        / count;
  }

  private static double adaptive(AdaptivePool pool, Maps input, int n, int c, int y, int x) {
    int height = input.shape.height();
    int width = input.shape.width();
    double sum = 0;
    double most = Double.NEGATIVE_INFINITY;
    int count = 0;
    for (int i = y * height / pool.size().height();
        i < Math.ceil((y + 1.0) * height / pool.size().height());
        i++) {
      for (int j = x * width / pool.size().width();
          j < Math.ceil((x + 1.0) * width / pool.size().width());
          j++) {
        sum += input.at(n, c, i, j, 0);
        most = Math.max(most, input.at(n, c, i, j, 0));
        count++;
      }
    }
    return pool.kind() == AdaptivePool.Kind.AVG ? sum / count : most;
  }

  /** Mean 0 and variance 1 over each group of channels of each image. */
  private static Maps standardized(int groups, double epsilon, Maps input) {
    List<double[]> images = new ArrayList<>();
    for (double[] image : input.images) {
      double[] result = image.clone();
      int size = image.length / groups;
      for (int first = 0; first < image.length; first += size) {
        double mean = 0;
        for (int i = first; i < first + size; i++) {
          mean += image[i] / size;
        }
        double variance = 0;
        for (int i = first; i < first + size; i++) {
          variance += (image[i] - mean) * (image[i] - mean) / size;
        }
        for (int i = first; i < first + size; i++) {
          result[i] = (image[i] - mean) / Math.sqrt(variance + epsilon);
        }
      }
      images.add(result);
    }
    return new Maps(input.shape, images);
  }

  /** In floats, as such a layer computes. */
  private Maps java(String prefix, JavaLayer layer, Maps input) {
    List<float[]> parameters =
        layer.parameters(input.shape).stream()
            .map(p -> floats(parameter(prefix + p.name())))
            .toList();
    Shape output = layer.outputShape(input.shape);
    List<double[]> results = new ArrayList<>();
    for (double[] image : input.images) {
      float[] result = new float[(int) output.elements()];
      layer.forward(1, input.shape, floats(image), parameters, result);
      results.add(IntStream.range(0, result.length).mapToDouble(i -> result[i]).toArray());
    }
    return new Maps(output, results);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static Maps merged(Branches.Merge merge, List<Maps> paths, Shape output) {
    return paths
        .get(0)
        .to(
            output,
            (n, c, y, x) ->
                switch (merge) {
                  case ADD -> paths.stream().mapToDouble(p -> p.at(n, c, y, x, 0)).sum();
                  case MULTIPLY ->
                      paths.stream()
                          .mapToDouble(
                              p ->
                                  p.at(
                                      n,
                                      Math.min(c, p.shape.channels() - 1),
                                      Math.min(y, p.shape.height() - 1),
                                      Math.min(x, p.shape.width() - 1),
                                      0))
                          .reduce(1, (a, b) -> a * b);
                  case CONCAT -> {
                    int channel = c;
                    int path = 0;
                    while (channel >= paths.get(path).shape.channels()) {
                      channel -= paths.get(path).shape.channels();
                      path++;
                    }
                    yield paths.get(path).at(n, channel, y, x, 0);
                  }
                });
  }

  private Maps convolution(String prefix, Conv2d conv, Maps input) {
    double[] weights = parameter(prefix + "weight");
    int inputs = input.shape.channels() / conv.groups();
    int outputs = conv.filters() / conv.groups();
    int height = conv.kernel().height();
    int width = conv.kernel().width();
    return input.to(
        conv.outputShape(input.shape),
        (n, k, y, x) -> {
          double sum = conv.bias() ? parameter(prefix + "bias")[k] : 0;
          for (int c = 0; c < inputs; c++) {
            for (int i = 0; i < height; i++) {
              for (int j = 0; j < width; j++) {
                sum +=
                    weights[((k * inputs + c) * height + i) * width + j]
                        * input.at(
                            n,
                            k / outputs * inputs + c,
                            y * conv.stride().height()
                                - conv.padding().top()
                                + i * conv.dilation().height(),
                            x * conv.stride().width()
                                - conv.padding().left()
                                + j * conv.dilation().width(),
                            0);
              }
            }
          }
          return sum;
        });
  }

  private Maps linear(String prefix, Linear linear, Maps input) {
    double[] weights = parameter(prefix + "weight");
    int inputs = input.shape.channels();
    return input.to(
        linear.outputShape(input.shape),
        (n, k, y, x) -> {
          double sum = linear.bias() ? parameter(prefix + "bias")[k] : 0;
          for (int c = 0; c < inputs; c++) {
            sum += weights[k * inputs + c] * input.images.get(n)[c];
          }
          return sum;
        });
  }

  private Maps normalized(String prefix, BatchNorm norm, Maps input) {
    int channels = input.shape.channels();
    int area = input.shape.height() * input.shape.width();
    double[] scales = new double[channels];
    double[] shifts = new double[channels];
    for (int c = 0; c < channels; c++) {
      int first = c * area;
      double[] values =
          input.images.stream()
              .flatMapToDouble(
                  image -> IntStream.range(first, first + area).mapToDouble(i -> image[i]))
              .toArray();
      double mean = 0;
      for (double value : values) {
        mean += value / values.length;
      }
      double variance = 0;
      for (double value : values) {
        variance += (value - mean) * (value - mean) / values.length;
      }
      scales[c] =
          (norm.affine() ? parameter(prefix + "weight")[c] : 1)
              / Math.sqrt(variance + norm.epsilon());
      shifts[c] = (norm.affine() ? parameter(prefix + "bias")[c] : 0) - mean * scales[c];
    }
    return input.to(input.shape, (n, c, y, x) -> input.at(n, c, y, x, 0) * scales[c] + shifts[c]);
  }

  private static DoubleUnaryOperator function(Activation layer) {
    return switch (layer.function()) {
      case RELU -> x -> Math.max(x, 0);
      case LEAKY_RELU -> x -> x > 0 ? x : layer.argument(0) * x;
      case SIGMOID -> PlainNetwork::sigmoid;
      case TANH -> Math::tanh;
      case SILU -> x -> x * sigmoid(x);
      case ELU -> x -> x > 0 ? x : layer.argument(0) * (Math.exp(x) - 1);
      case GELU -> x -> x * normal(x);
      case GELU_TANH ->
          x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
      case MISH -> x -> x * Math.tanh(Math.log(1 + Math.exp(x)));
      case HARDSWISH -> x -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
      case HARDSIGMOID -> x -> Math.min(Math.max(x + 3, 0), 6) / 6;
      case HARDTANH -> x -> Math.min(Math.max(x, layer.argument(0)), layer.argument(1));
      case RELU6 -> x -> Math.min(Math.max(x, 0), 6);
      case SOFTPLUS ->
          x ->
              layer.argument(0) * x > layer.argument(1)
                  ? x
                  : Math.log(1 + Math.exp(layer.argument(0) * x)) / layer.argument(0);
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The share of a standard normal distribution below x, by Simpson's rule. */
  private static double normal(double x) {
    int steps = 200;
    double width = x / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double at = i * width;
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-at * at / 2);
    }
    return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
  }

  private double[] parameter(String name) {
    return requireNonNull(parameters.get(name), name);
  }
}
