package org.menagerie.inference.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Shape;
import org.menagerie.inference.plan.Call;
import org.menagerie.inference.plan.Convolution;
import org.menagerie.inference.plan.Plan;
import org.menagerie.inference.plan.Step;
import org.menagerie.inference.plan.Value;

/** Computes what a plan says, in any number of threads at a time. */
public final class PlanRunner {
  private final Plan plan;
  private final Kernels kernels;
  private final List<Operation> operations = new ArrayList<>();

  /** Memory that no thread uses now. */
  private final Queue<float[][]> idle = new ConcurrentLinkedQueue<>();

  private int padded;
  private int longest;
  private int most;

  /** A step with its numbers, on the buffers of a run. */
  private interface Operation {
    void run(float[][] buffers);
  }

  /** Sees what a step has written. */
  public interface Observer {
    /**
     * Looks at the output of a step, before another writes over it.
     *
     * @param values which begin with those of the output; what follows means nothing
     */
    void after(Step step, float[] values);
  }

  /** Prepares a plan. */
  public PlanRunner(Plan plan) {
    this.plan = plan;
    float[] weights = new float[plan.weights().size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = plan.weights().get(i);
    }
    kernels = new Kernels(weights);
    plan.steps().forEach(step -> operations.add(operation(step)));
  }

  /**
   * Computes the logits of an image.
   *
   * @param input the normalized image
   */
  public float[] run(float[] input) {
    return run(input, (step, values) -> {});
  }

  /**
   * Computes the logits of an image, and shows what each step gives.
   *
   * @param input the normalized image
   */
  public float[] run(float[] input, Observer observer) {
    float[][] free = idle.poll();
    float[][] buffers = free == null ? newBuffers() : free;
    System.arraycopy(input, 0, buffers[plan.buffer(plan.input())], 0, plan.input().length());
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).run(buffers);
      Step step = plan.steps().get(i);
      observer.after(step, buffers[plan.buffer(step.output())]);
    }
    float[] logits = Arrays.copyOf(buffers[plan.buffer(plan.output())], plan.output().length());
    idle.add(buffers);
    return logits;
  }

  /** Those of the plan, one for maps with zeros around them, and those of convolutions. */
  private float[][] newBuffers() {
    List<Integer> lengths = new ArrayList<>(plan.buffers());
    lengths.add(padded);
    lengths.addAll(Collections.nCopies(most, longest));
    return lengths.stream().map(float[]::new).toArray(float[][]::new);
  }

  private Operation operation(Step step) {
    if (step instanceof Step.Convolve each) {
      return convolution(Convolution.of(each));
    } else if (step instanceof Step.Sum each && each.isByInputs()) {
      return sumRows(each);
    } else if (step instanceof Step.Activate each) {
      int length = each.output().length();
      int from = plan.buffer(each.input());
      int to = plan.buffer(each.output());
      Function function = Function.of(each.layer());
      return b -> function.apply(b[from], b[to], length);
    } else if (step instanceof Step.Join each) {
      return join(each);
    }
    return of(Call.of(step).orElseThrow());
  }

  private Operation of(Call call) {
    int[] n = call.numbers().stream().mapToInt(Number::intValue).toArray();
    int[] v = call.values().stream().mapToInt(plan::buffer).toArray();
    return switch (call.function()) {
      case "sum" -> b -> kernels.sum(b[v[0]], b[v[1]], n[0], n[1], n[2], n[3]);
      case "scale" -> b -> kernels.scale(b[v[0]], b[v[1]], n[0], n[1], n[2], n[3]);
      case "slope" -> b -> kernels.slope(b[v[0]], b[v[1]], n[0], n[1], n[2]);
      case "normalize" -> {
        double epsilon = call.numbers().get(2).doubleValue();
        yield b -> Kernels.normalize(b[v[0]], b[v[1]], n[0], n[1], epsilon);
      }
      case "largest" ->
          b ->
              Kernels.largest(
                  b[v[0]], b[v[1]], n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9],
                  n[10]);
      case "mean" ->
          b ->
              Kernels.mean(
                  b[v[0]], b[v[1]], n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9],
                  n[10], n[11], n[12], n[13]);
      case "parts" -> b -> Kernels.parts(b[v[0]], b[v[1]], n[0], n[1], n[2], n[3], n[4], n[5]);
      case "shuffle" -> b -> Kernels.shuffle(b[v[0]], b[v[1]], n[0], n[1], n[2]);
      case "add" -> b -> Kernels.add(b[v[0]], b[v[1]], b[v[2]], n[0]);
      case "multiply" -> b -> Kernels.multiply(b[v[0]], b[v[1]], b[v[2]], n[0], n[1], n[2], n[3]);
      default -> throw new IllegalArgumentException("no kernel is called " + call.function());
    };
  }

  private Operation sumRows(Step.Sum step) {
    int from = plan.buffer(step.input());
    int to = plan.buffer(step.output());
    int inputs = step.input().length();
    int outputs = step.output().length();
    float[][] rows = kernels.transposed(step.weight(), outputs, inputs, outputs);
    return b -> kernels.sumRows(b[from], b[to], rows, inputs, outputs, step.bias());
  }

  private Operation convolution(Convolution convolution) {
    Step.Convolve step = convolution.step();
    int from = plan.buffer(step.input());
    int border = plan.buffers().size();
    if (!convolution.isPadded()) {
      return sums(convolution, from);
    }
    Operation sums = sums(convolution, border);
    padded = Math.max(padded, convolution.paddedLength());
    Shape map = step.input().shape();
    Padding padding = step.layer().padding();
    return b -> {
      Kernels.pad(
          b[from],
          b[border],
          map.channels(),
          map.height(),
          map.width(),
          padding.top(),
          padding.left(),
          convolution.rows(),
          convolution.columns());
      sums.run(b);
    };
  }

  private Operation sums(Convolution convolution, int source) {
    Step.Convolve step = convolution.step();
    Conv2d layer = step.layer();
    Shape to = step.output().shape();
    int columns = convolution.columns();
    int target = plan.buffer(step.output());
    int shifted = plan.buffers().size() + 1;
    int group = convolution.groupLength();
    int perGroup = convolution.perGroup();
    int[] taps =
        Kernels.taps(
            convolution.inGroup(),
            convolution.rows() * columns,
            layer.kernel().height(),
            layer.dilation().height() * columns,
            layer.kernel().width(),
            layer.dilation().width());
    longest = Math.max(longest, convolution.longest());
    most = Math.max(most, convolution.arrays());
    if (convolution.isByPixels()) {
      float[][] rows = kernels.transposed(step.weight(), layer.filters(), taps.length, perGroup);
      return b ->
          kernels.convolvePixels(
              b[source],
              b[target],
              b[shifted],
              rows,
              taps,
              group,
              step.bias(),
              layer.filters(),
              perGroup,
              to.height(),
              to.width(),
              convolution.rowStep(),
              layer.stride().width());
    }
    return b ->
        kernels.convolve(
            b[source],
            b[target],
            b,
            shifted,
            taps,
            group,
            step.weight(),
            step.bias(),
            layer.filters(),
            perGroup,
            to.height(),
            to.width(),
            convolution.rowStep(),
            layer.stride().width(),
            convolution.pitch());
  }

  private Operation join(Step.Join step) {
    int target = plan.buffer(step.output());
    int[] sources = step.inputs().stream().mapToInt(plan::buffer).toArray();
    int[] lengths = step.inputs().stream().mapToInt(Value::length).toArray();
    return b -> {
      int place = 0;
      for (int i = 0; i < sources.length; i++) {
        System.arraycopy(b[sources[i]], 0, b[target], place, lengths[i]);
        place += lengths[i];
      }
    };
  }
}
