package org.menagerie.inference.plan;

import java.util.List;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.MaxPool;

/** One step of a plan. Weights are places in {@link Plan#weights}. */
public sealed interface Step {
  /** What it reads. */
  List<Value> inputs();

  /** What it writes. */
  Value output();

  /** Whether it may write where its first input lies. */
  default boolean inPlace() {
    return false;
  }

  /** A step with one input. */
  sealed interface Single extends Step {
    Value input();

    @Override
    default List<Value> inputs() {
      return List.of(input());
    }
  }

  /** A step with one input that it may write over. */
  sealed interface Elementwise extends Single {
    @Override
    default boolean inPlace() {
      return true;
    }
  }

  /** A convolution; {@code weight} is {@code [filters][channels / groups][rows][columns]}. */
  record Convolve(Value input, Value output, Conv2d layer, int weight, int bias)
      implements Single {}

  /** Weighted sums; {@code weight} is {@code [outputs][inputs]}. */
  record Sum(Value input, Value output, int weight, int bias) implements Single {
    private static final int MANY = 32;

    /** Whether there are so many outputs that it goes faster input by input. */
    public boolean isByInputs() {
      return output.length() >= MANY;
    }
  }

  /**
   * x * scale + shift of each channel.
   *
   * @param channels of equally many numbers
   */
  record Scale(Value input, Value output, int channels, int scale, int shift)
      implements Elementwise {}

  /** (x - mean) / sqrt(variance + epsilon) over each of equally long parts. */
  record Normalize(Value input, Value output, int parts, double epsilon) implements Elementwise {}

  /** A function of each number. */
  record Activate(Value input, Value output, Activation layer) implements Elementwise {}

  /** x above zero, and slope * x below; {@code slope} has one number for each channel. */
  record Slope(Value input, Value output, int slope) implements Elementwise {}

  /** The largest number of each window. */
  record Largest(Value input, Value output, MaxPool layer) implements Single {}

  /** The mean of each window. */
  record Mean(Value input, Value output, AvgPool layer) implements Single {}

  /** One number for each part of a map. */
  record Parts(Value input, Value output, AdaptivePool layer) implements Single {}

  /** Channels in another order. */
  record Shuffle(Value input, Value output, int groups) implements Single {}

  /** The sum of two values of one shape. */
  record Add(List<Value> inputs, Value output) implements Step {
    @Override
    public boolean inPlace() {
      return true;
    }
  }

  /** The product of two values; the second may be spread over rows and columns, or channels. */
  record Multiply(List<Value> inputs, Value output) implements Step {
    @Override
    public boolean inPlace() {
      return true;
    }
  }

  /** Values one behind the other. */
  record Join(List<Value> inputs, Value output) implements Step {}
}
