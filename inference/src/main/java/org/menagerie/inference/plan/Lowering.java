package org.menagerie.inference.plan;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.engine.TensorMap;
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
import org.menagerie.api.network.LayerVisitor;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Path;
import org.menagerie.api.network.Shape;

/** Turns layers, as they compute in evaluation, into steps. */
final class Lowering {
  private final TensorMap tensors;
  private final List<Step> steps = new ArrayList<>();
  private final List<Float> weights = new ArrayList<>();
  private int values;

  /** Steps before this one have outputs that other paths read too. */
  private int shared;

  Lowering(TensorMap tensors) {
    this.tensors = tensors;
  }

  Value value(Shape shape) {
    return new Value(values++, shape);
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  List<Float> weights() {
    return List.copyOf(weights);
  }

  Value lower(List<Layer> layers, Value input) {
    return lower(new Path("", layers), input);
  }

  private Value lower(Path path, Value input) {
    Value value = input;
    for (int i = 0; i < path.layers().size(); i++) {
      value = new Place(path.prefix() + i, value).visit(path.layers().get(i));
    }
    return value;
  }

  private Value add(Step step) {
    steps.add(step);
    return step.output();
  }

  private int store(float... numbers) {
    int place = weights.size();
    for (float number : numbers) {
      weights.add(number);
    }
    return place;
  }

  /** A layer's place in the network; its visit adds the layer's steps and gives their output. */
  private final class Place implements LayerVisitor<Value> {
    private final String index;
    private final Value input;

    Place(String index, Value input) {
      this.index = index;
      this.input = input;
    }

    private Value output(Layer layer) {
      return value(layer.outputShape(input.shape()));
    }

    private float[] tensor(String name) {
      return tensors.get(index + "." + name).values();
    }

    private int bias(boolean learned, int length) {
      return store(learned ? tensor("bias") : new float[length]);
    }

    @Override
    public Value conv2d(Conv2d layer) {
      int weight = store(tensor("weight"));
      int bias = bias(layer.bias(), layer.filters());
      return add(new Step.Convolve(input, output(layer), layer, weight, bias));
    }

    @Override
    public Value linear(Linear layer) {
      int weight = store(tensor("weight"));
      int bias = bias(layer.bias(), layer.units());
      return add(new Step.Sum(input, output(layer), weight, bias));
    }

    @Override
    public Value batchNorm(BatchNorm layer) {
      float[] means = tensor("running_mean");
      float[] variances = tensor("running_var");
      double[] scales = new double[means.length];
      double[] shifts = new double[means.length];
      for (int i = 0; i < means.length; i++) {
        scales[i] =
            (layer.affine() ? tensor("weight")[i] : 1) / Math.sqrt(variances[i] + layer.epsilon());
        shifts[i] = (layer.affine() ? tensor("bias")[i] : 0) - means[i] * scales[i];
      }
      return folded(scales, shifts) ? input : scaled(floats(scales), floats(shifts));
    }

    /** Makes scales and shifts part of the sums that are the input, if it is of sums. */
    private boolean folded(double[] scales, double[] shifts) {
      if (steps.size() <= shared || steps.get(steps.size() - 1).output().id() != input.id()) {
        return false;
      }
      Step last = steps.get(steps.size() - 1);
      if (last.output().shape().channels() != scales.length) {
        return false;
      }
      if (last instanceof Step.Convolve step) {
        fold(step.weight(), step.bias(), scales, shifts);
        return true;
      }
      if (last instanceof Step.Sum step) {
        fold(step.weight(), step.bias(), scales, shifts);
        return true;
      }
      return false;
    }

    private void fold(int weight, int bias, double[] scales, double[] shifts) {
      int length = (bias - weight) / scales.length;
      for (int i = 0; i < scales.length; i++) {
        for (int k = weight + i * length; k < weight + (i + 1) * length; k++) {
          weights.set(k, (float) (weights.get(k) * scales[i]));
        }
        weights.set(bias + i, (float) (weights.get(bias + i) * scales[i] + shifts[i]));
      }
    }

    private Value scaled(float[] scales, float[] shifts) {
      int scale = store(scales);
      int shift = store(shifts);
      Value output = value(input.shape());
      return add(new Step.Scale(input, output, scales.length, scale, shift));
    }

    private Value normalized(int parts, double epsilon, boolean affine) {
      Value output = add(new Step.Normalize(input, value(input.shape()), parts, epsilon));
      return affine ? new Place(index, output).scaled(tensor("weight"), tensor("bias")) : output;
    }

    @Override
    public Value groupNorm(GroupNorm layer) {
      return normalized(layer.groups(), layer.epsilon(), layer.affine());
    }

    @Override
    public Value layerNorm(LayerNorm layer) {
      return normalized(1, layer.epsilon(), layer.affine());
    }

    @Override
    public Value activation(Activation layer) {
      return add(new Step.Activate(input, output(layer), layer));
    }

    @Override
    public Value prelu(PRelu layer) {
      float[] slopes = new float[input.shape().channels()];
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] = tensor("weight")[layer.perChannel() ? i : 0];
      }
      return add(new Step.Slope(input, output(layer), store(slopes)));
    }

    @Override
    public Value dropout(Dropout layer) {
      return input;
    }

    @Override
    public Value flatten(Flatten layer) {
      return new Value(input.id(), layer.outputShape(input.shape()));
    }

    @Override
    public Value maxPool(MaxPool layer) {
      return add(new Step.Largest(input, output(layer), layer));
    }

    @Override
    public Value avgPool(AvgPool layer) {
      return add(new Step.Mean(input, output(layer), layer));
    }

    @Override
    public Value adaptivePool(AdaptivePool layer) {
      return add(new Step.Parts(input, output(layer), layer));
    }

    @Override
    public Value channelShuffle(ChannelShuffle layer) {
      return add(new Step.Shuffle(input, output(layer), layer.groups()));
    }

    @Override
    public Value branches(Branches layer) {
      List<Value> outputs = new ArrayList<>();
      for (Path path : layer.paths()) {
        shared = steps.size();
        outputs.add(lower(path.within(index), input));
      }
      Value merged =
          switch (layer.merge()) {
            case CONCAT -> add(new Step.Join(List.copyOf(outputs), output(layer)));
            case ADD -> sum(outputs);
            case MULTIPLY -> product(outputs, layer.outputShape(input.shape()));
          };
      shared = steps.size();
      return merged;
    }

    private Value sum(List<Value> terms) {
      Value sum = terms.get(0);
      for (Value term : terms.subList(1, terms.size())) {
        sum = add(new Step.Add(List.of(sum, term), value(sum.shape())));
      }
      return sum;
    }

    /** Begins with a factor that the others are spread over. */
    private Value product(List<Value> outputs, Shape shape) {
      List<Value> factors = new ArrayList<>(outputs);
      Value product =
          factors.stream().filter(f -> f.shape().equals(shape)).findFirst().orElseThrow();
      factors.remove(product);
      for (Value factor : factors) {
        product = add(new Step.Multiply(List.of(product, factor), value(shape)));
      }
      return product;
    }

    @Override
    public Value composite(Composite layer) {
      Value value = input;
      for (Path path : layer.paths()) {
        value = lower(path.within(index), value);
      }
      return value;
    }

    @Override
    public Value java(JavaLayer layer) {
      throw inexpressible(layer);
    }

    @Override
    public Value custom(Layer layer) {
      throw inexpressible(layer);
    }

    private IllegalArgumentException inexpressible(Layer layer) {
      return new IllegalArgumentException(index + " is " + layer.describe());
    }
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
