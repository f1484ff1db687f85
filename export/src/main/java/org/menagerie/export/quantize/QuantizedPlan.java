package org.menagerie.export.quantize;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/**
 * A plan whose values are levels, and whose sums are of products of whole numbers. Weights have one
 * unit for each output channel and lie around 0; values have one for all of their numbers.
 *
 * <p>Steps say where their weights lie: those of convolutions and sums in {@code weights} and
 * {@code biases}, those of other steps in {@link Plan#weights}. A ReLU behind a convolution or sums
 * is part of it, since its values have no level below 0.
 *
 * @param levels of each value
 * @param weights whole numbers from -127 to 127
 * @param biases whole numbers that sums begin with
 * @param units what 1 in a sum stands for, one for each bias
 */
public record QuantizedPlan(
    Plan plan,
    Map<Integer, Levels> levels,
    List<Byte> weights,
    List<Integer> biases,
    List<Float> units) {

  /** What a weight can be, to either side of 0. */
  private static final int LARGEST_WEIGHT = 127;

  /** Half of what a sum of 32 bits can hold: products and the bias have one each. */
  private static final int HALF_OF_SUMS = 1 << 30;

  /** Of a weight and a level, counted from the level of 0. */
  private static final int LARGEST_PRODUCT = LARGEST_WEIGHT * (Levels.MOST - Levels.LEAST);

  private static final Set<Function> CUT_AT_ZERO = Set.of(Function.RELU, Function.RELU6);

  /**
   * Quantizes a network.
   *
   * @param pixels grey levels of training images, whose values the levels cover
   * @throws MenagerieException if sums have too many terms for 32 bits
   */
  public static QuantizedPlan of(TrainedNetwork network, byte[][] pixels) {
    Plan plan = Plan.of(network);
    Ranges ranges = Ranges.of(network, plan, pixels);
    Maker maker = new Maker(plan, ranges);
    List<Step> steps = joined(plan).stream().map(maker::quantized).toList();
    return new QuantizedPlan(
        Plan.of(plan.input(), plan.output(), steps, List.copyOf(maker.numbers)),
        Map.copyOf(maker.levels),
        List.copyOf(maker.weights),
        List.copyOf(maker.biases),
        List.copyOf(maker.units));
  }

  /** The levels of a value. */
  public Levels levels(Value value) {
    return requireNonNull(levels.get(value.id()));
  }

  /** Steps in which activations that cut at zero are part of the sums before them. */
  private static List<Step> joined(Plan plan) {
    Map<Integer, Integer> readers = new HashMap<>();
    readers.put(plan.output().id(), 1);
    plan.steps()
        .forEach(
            step -> step.inputs().forEach(input -> readers.merge(input.id(), 1, Integer::sum)));
    List<Step> steps = new ArrayList<>();
    for (Step step : plan.steps()) {
      int last = steps.size() - 1;
      if (step instanceof Step.Activate activation
          && CUT_AT_ZERO.contains(activation.layer().function())
          && last >= 0
          && steps.get(last).output().id() == activation.input().id()
          && Integer.valueOf(1).equals(readers.get(activation.input().id()))) {
        if (steps.get(last) instanceof Step.Convolve sums) {
          steps.set(
              last,
              new Step.Convolve(
                  sums.input(), activation.output(), sums.layer(), sums.weight(), sums.bias()));
          continue;
        }
        if (steps.get(last) instanceof Step.Sum sums) {
          steps.set(
              last, new Step.Sum(sums.input(), activation.output(), sums.weight(), sums.bias()));
          continue;
        }
      }
      steps.add(step);
    }
    return steps;
  }

  /** What is known so far, step by step. */
  private static final class Maker {
    private final Plan plan;
    private final Ranges ranges;
    private final Map<Integer, Levels> levels = new HashMap<>();
    private final List<Byte> weights = new ArrayList<>();
    private final List<Integer> biases = new ArrayList<>();
    private final List<Float> units = new ArrayList<>();
    private final List<Float> numbers = new ArrayList<>();

    Maker(Plan plan, Ranges ranges) {
      this.plan = plan;
      this.ranges = ranges;
      levels.put(plan.input().id(), ranges.levels(plan.input()));
    }

    Step quantized(Step step) {
      levels.put(
          step.output().id(),
          keepsLevels(step) ? of(step.inputs().get(0)) : ranges.levels(step.output()));
      if (step instanceof Step.Convolve each) {
        int filters = each.layer().filters();
        int place = weights.size();
        int length = (each.bias() - each.weight()) / filters;
        int bias = sums(each.input(), filters, length, each.weight(), each.bias());
        return new Step.Convolve(each.input(), each.output(), each.layer(), place, bias);
      } else if (step instanceof Step.Sum each) {
        int place = weights.size();
        int length = each.input().length();
        int bias = sums(each.input(), each.output().length(), length, each.weight(), each.bias());
        return new Step.Sum(each.input(), each.output(), place, bias);
      } else if (step instanceof Step.Scale each) {
        int scale = copied(each.scale(), each.channels());
        int shift = copied(each.shift(), each.channels());
        return new Step.Scale(each.input(), each.output(), each.channels(), scale, shift);
      } else if (step instanceof Step.Slope each) {
        int slope = copied(each.slope(), each.input().shape().channels());
        return new Step.Slope(each.input(), each.output(), slope);
      }
      return step;
    }

    private Levels of(Value value) {
      return requireNonNull(levels.get(value.id()));
    }

    private static boolean keepsLevels(Step step) {
      return step instanceof Step.Largest
          || step instanceof Step.Shuffle
          || (step instanceof Step.Parts each && each.layer().kind() == AdaptivePool.Kind.MAX);
    }

    private int copied(int from, int length) {
      numbers.addAll(plan.weights().subList(from, from + length));
      return numbers.size() - length;
    }

    /** Quantizes the weights of some sums; the place of their biases. */
    private int sums(Value input, int outputs, int length, int weight, int bias) {
      if (length > HALF_OF_SUMS / LARGEST_PRODUCT) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "A sum of %,d products does not fit into 32 bits: int8 takes layers of up to %,d inputs."
                .formatted(length, HALF_OF_SUMS / LARGEST_PRODUCT));
      }
      for (int k = 0; k < outputs; k++) {
        List<Float> row = plan.weights().subList(weight + k * length, weight + (k + 1) * length);
        float largest = 0;
        for (float each : row) {
          largest = Math.max(largest, Math.abs(each));
        }
        float first = plan.weights().get(bias + k);
        // A channel of small weights and a large bias has a unit in which both fit.
        float unit =
            Math.max(largest / LARGEST_WEIGHT, Math.abs(first) / of(input).unit() / HALF_OF_SUMS);
        if (!(unit > 0)) {
          unit = 1;
        }
        for (float each : row) {
          weights.add((byte) Math.round(each / unit));
        }
        biases.add(Math.round(first / (of(input).unit() * unit)));
        units.add(of(input).unit() * unit);
      }
      return biases.size() - outputs;
    }
  }
}
