package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Shape;

/**
 * The places of a forward pass at which DJL's graph is cut, so that Java can compute in between.
 * The backward pass goes from piece to piece: each is differentiated from the gradient at its end.
 *
 * <p>Every array that a piece starts with belongs to that piece alone, since PyTorch frees a graph
 * after going back through it, and MXNet's gradients overwrite each other.
 */
final class Tape {
  private final List<Cut> cuts = new ArrayList<>();

  /** Stays reachable while an engine reads it, see {@link GrowingFloats}. */
  private final List<DirectFloats> memory = new ArrayList<>();

  private final Map<String, float[]> gradients = new HashMap<>();

  /** A place at which the graph is cut. */
  private interface Cut {
    /** Goes back from the gradients of what follows to that of {@link #end}. */
    float[] backward();

    /** The end of the piece before. */
    NDArray end();

    /** Whether there is a parameter before it. */
    boolean trained();
  }

  /**
   * A layer that computes in Java.
   *
   * @param names of its parameters within the network
   */
  record Call(JavaLayer layer, Shape shape, List<String> names, boolean trained) {

    /** The layer's output for {@code input}. */
    NDArray forward(NDArray input, Pass pass) {
      int images = Math.toIntExact(input.getShape().get(0));
      Shape output = layer.outputShape(shape);
      float[] values = input.toFloatArray();
      float[] result = new float[images * Math.toIntExact(output.elements())];
      layer.forward(images, shape, values, parameters(pass), result);
      NDArray begin = pass.tape().array(result, input.getManager(), Shapes.batch(images, output));
      if (pass.training()) {
        pass.tape().add(this, images, values, input, begin, pass);
      }
      return begin;
    }

    private List<float[]> parameters(Pass pass) {
      return names.stream().map(name -> pass.array(name).toFloatArray()).toList();
    }
  }

  private void add(Call call, int images, float[] values, NDArray input, NDArray begin, Pass pass) {
    begin.setRequiresGradient(true);
    List<float[]> parameters = call.parameters(pass);
    cuts.add(
        new Cut() {
          @Override
          public float[] backward() {
            float[] inputGradient = new float[values.length];
            List<float[]> sums = parameters.stream().map(p -> new float[p.length]).toList();
            call.layer()
                .backward(
                    images, call.shape(), values, parameters, gradient(begin), inputGradient, sums);
            IntStream.range(0, sums.size())
                .forEach(i -> gradients.put(call.names().get(i), sums.get(i)));
            return inputGradient;
          }

          @Override
          public NDArray end() {
            return input;
          }

          @Override
          public boolean trained() {
            return call.trained();
          }
        });
  }

  /**
   * Starts a piece for each of several paths.
   *
   * @param trained whether there is a parameter before
   */
  List<NDArray> split(NDArray input, int paths, boolean trained) {
    float[] values = input.toFloatArray();
    List<NDArray> begins =
        IntStream.range(0, paths)
            .mapToObj(i -> array(values, input.getManager(), input.getShape()))
            .toList();
    begins.forEach(begin -> begin.setRequiresGradient(true));
    cuts.add(
        new Cut() {
          @Override
          public float[] backward() {
            float[] sum = new float[values.length];
            for (NDArray begin : begins) {
              float[] one = gradient(begin);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
              }
            }
            return sum;
          }

          @Override
          public NDArray end() {
            return input;
          }

          @Override
          public boolean trained() {
            return trained;
          }
        });
    return begins;
  }

  private NDArray array(float[] values, NDManager manager, ai.djl.ndarray.types.Shape shape) {
    DirectFloats floats = new DirectFloats(values.length);
    memory.add(floats);
    floats.write(values, values.length);
    return floats.array(manager, 0, shape);
  }

  /** Goes back through all pieces but the last one, which has been differentiated. */
  void backward(GradientCollector collector) {
    for (int i = cuts.size() - 1; i >= 0; i--) {
      Cut cut = cuts.get(i);
      float[] gradient = cut.backward();
      if (cut.trained()) {
        NDArray end = cut.end();
        NDArray by = array(gradient, end.getManager(), end.getShape());
        collector.backward(end.mul(by).sum());
      }
    }
  }

  /** The gradient of a parameter that Java has computed, if it has. */
  Optional<float[]> gradient(String parameter) {
    return Optional.ofNullable(gradients.get(parameter));
  }

  private static float[] gradient(NDArray array) {
    try (NDArray gradient = array.getGradient()) {
      return gradient.toFloatArray();
    }
  }
}
