package org.menagerie.inference.plan;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;

/**
 * A step as the call of a function that takes what the step reads, what it writes, and numbers.
 *
 * @param function one for each kind of step
 * @param values inputs, then the output
 * @param numbers shapes, places of weights and settings; flags are 0 or 1
 */
public record Call(String function, List<Value> values, List<Number> numbers) {

  /**
   * The call for a step; empty for convolutions, activations and joins, which languages differ in.
   */
  public static Optional<Call> of(Step step) {
    if (step instanceof Step.Sum each) {
      return call(
          "sum", each, each.input().length(), each.output().length(), each.weight(), each.bias());
    } else if (step instanceof Step.Scale each) {
      int area = each.input().length() / each.channels();
      return call("scale", each, each.channels(), area, each.scale(), each.shift());
    } else if (step instanceof Step.Normalize each) {
      int length = each.input().length() / each.parts();
      return call("normalize", each, each.parts(), length, each.epsilon());
    } else if (step instanceof Step.Slope each) {
      return call(
          "slope", each, each.input().shape().channels(), each.input().area(), each.slope());
    } else if (step instanceof Step.Largest each) {
      var layer = each.layer();
      var padding = layer.padding();
      return windows(
          "largest", each, layer.kernel(), layer.stride(), padding.top(), padding.left());
    } else if (step instanceof Step.Mean each) {
      var layer = each.layer();
      var padding = layer.padding();
      return windows(
          "mean",
          each,
          layer.kernel(),
          layer.stride(),
          padding.top(),
          padding.bottom(),
          padding.left(),
          padding.right(),
          flag(layer.countIncludePad()));
    } else if (step instanceof Step.Parts each) {
      return maps("parts", each, flag(each.layer().kind() == AdaptivePool.Kind.AVG));
    } else if (step instanceof Step.Shuffle each) {
      int perGroup = each.input().shape().channels() / each.groups();
      return call("shuffle", each, each.groups(), perGroup, each.input().area());
    } else if (step instanceof Step.Add each) {
      return call("add", each, each.output().length());
    } else if (step instanceof Step.Multiply each) {
      return multiply(each);
    }
    return Optional.empty();
  }

  private static Optional<Call> call(String function, Step step, Number... numbers) {
    List<Value> values = new ArrayList<>(step.inputs());
    values.add(step.output());
    return Optional.of(new Call(function, List.copyOf(values), List.of(numbers)));
  }

  /** A call that tells channels, rows and columns before and after, then other numbers. */
  private static Optional<Call> maps(String function, Step.Single step, Number... others) {
    Shape from = step.input().shape();
    Shape to = step.output().shape();
    Stream<Number> maps =
        Stream.of(from.channels(), from.height(), from.width(), to.height(), to.width());
    return call(function, step, Stream.concat(maps, Stream.of(others)).toArray(Number[]::new));
  }

  private static Optional<Call> windows(
      String function, Step.Single step, Size kernel, Size stride, Number... others) {
    Stream<Number> windows =
        Stream.of(kernel.height(), kernel.width(), stride.height(), stride.width());
    return maps(function, step, Stream.concat(windows, Stream.of(others)).toArray(Number[]::new));
  }

  private static Optional<Call> multiply(Step.Multiply step) {
    Value one = step.inputs().get(0);
    Value other = step.inputs().get(1);
    boolean perChannel = other.shape().channels() > 1;
    boolean perPixel = other.area() > 1;
    return call(
        "multiply",
        step,
        one.shape().channels(),
        one.area(),
        perChannel ? other.area() : 0,
        flag(perPixel));
  }

  private static int flag(boolean set) {
    return set ? 1 : 0;
  }

  /** The call with the names of buffers, as most languages write it. */
  public String text(Function<Value, String> buffer) {
    return function
        + Stream.concat(values.stream().map(buffer), numbers.stream().map(String::valueOf))
            .collect(joining(", ", "(", ");"));
  }
}
