package org.menagerie.engine.vector;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.GlobalAvgPool;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Residual;
import org.menagerie.api.network.Shape;

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
      DoubleUnaryOperator function = function(activation.function());
      return input.to(output, (n, c, y, x) -> function.applyAsDouble(input.at(n, c, y, x, 0)));
    }
    if (layer instanceof MaxPool pool) {
      return input.to(
          output,
          (n, c, y, x) ->
              IntStream.range(0, pool.kernel() * pool.kernel())
                  .mapToDouble(
                      t ->
                          input.at(
                              n,
                              c,
                              y * pool.stride() - pool.padding() + t / pool.kernel(),
                              x * pool.stride() - pool.padding() + t % pool.kernel(),
                              Double.NEGATIVE_INFINITY))
                  .max()
                  .orElseThrow());
    }
    if (layer instanceof AvgPool pool) {
      return input.to(
          output,
          (n, c, y, x) ->
              IntStream.range(0, pool.kernel() * pool.kernel())
                  .mapToDouble(
                      t ->
                          input.at(
                              n,
                              c,
                              y * pool.stride() - pool.padding() + t / pool.kernel(),
                              x * pool.stride() - pool.padding() + t % pool.kernel(),
                              0))
                  .average()
                  .orElseThrow());
    }
    if (layer instanceof GlobalAvgPool) {
      int area = input.shape.height() * input.shape.width();
      return input.to(
          output,
          (n, c, y, x) ->
              IntStream.range(0, area)
                  .mapToDouble(i -> input.images.get(n)[c * area + i])
                  .average()
                  .orElseThrow());
    }
    if (layer instanceof Flatten || layer instanceof Dropout) {
      return new Maps(output, input.images);
    }
    Maps branch = apply(prefix, ((Residual) layer).layers(), input);
    return input.to(output, (n, c, y, x) -> branch.at(n, c, y, x, 0) + input.at(n, c, y, x, 0));
  }

  private Maps convolution(String prefix, Conv2d conv, Maps input) {
    double[] weights = parameter(prefix + "weight");
    int inputs = input.shape.channels() / conv.groups();
    int outputs = conv.filters() / conv.groups();
    int kernel = conv.kernel();
    return input.to(
        conv.outputShape(input.shape),
        (n, k, y, x) -> {
          double sum = conv.bias() ? parameter(prefix + "bias")[k] : 0;
          for (int c = 0; c < inputs; c++) {
            for (int i = 0; i < kernel; i++) {
              for (int j = 0; j < kernel; j++) {
                sum +=
                    weights[((k * inputs + c) * kernel + i) * kernel + j]
                        * input.at(
                            n,
                            k / outputs * inputs + c,
                            y * conv.stride() - conv.padding() + i * conv.dilation(),
                            x * conv.stride() - conv.padding() + j * conv.dilation(),
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
      scales[c] = parameter(prefix + "weight")[c] / Math.sqrt(variance + norm.epsilon());
      shifts[c] = parameter(prefix + "bias")[c] - mean * scales[c];
    }
    return input.to(input.shape, (n, c, y, x) -> input.at(n, c, y, x, 0) * scales[c] + shifts[c]);
  }

  private static DoubleUnaryOperator function(Activation.Function function) {
    return switch (function) {
      case RELU -> x -> Math.max(x, 0);
      case LEAKY_RELU -> x -> x > 0 ? x : 0.01 * x;
      case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
      case TANH -> Math::tanh;
      case SILU -> x -> x / (1 + Math.exp(-x));
    };
  }

  private double[] parameter(String name) {
    return requireNonNull(parameters.get(name), name);
  }
}
