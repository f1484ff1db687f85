package org.menagerie.inference.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.export.TrainedNetwork;

/**
 * A trained network as steps on buffers. Batch norm is part of the convolution or of the sums
 * before it where there are some.
 *
 * @param input of the first step, in a buffer like all others
 * @param output the logits
 * @param weights of all steps
 * @param buffers how many numbers each of them holds; a value lies at the beginning of one
 */
public record Plan(
    Value input,
    Value output,
    List<Step> steps,
    List<Float> weights,
    List<Integer> buffers,
    Map<Integer, Integer> places) {

  /**
   * A plan for a network of built-in layers and composites of them.
   *
   * @throws IllegalArgumentException if there is another layer
   */
  public static Plan of(TrainedNetwork network) {
    Lowering lowering = new Lowering(network.weights());
    Value input = lowering.value(network.input());
    Value output = lowering.lower(network.network().layers(), input);
    return of(input, output, lowering.steps(), lowering.weights());
  }

  /** A plan for steps, each of which reads what the ones before it have written. */
  public static Plan of(Value input, Value output, List<Step> steps, List<Float> weights) {
    Buffers buffers = new Buffers(lastUses(steps, output));
    buffers.begin(input);
    for (int i = 0; i < steps.size(); i++) {
      buffers.run(i, steps.get(i));
    }
    return new Plan(input, output, steps, weights, buffers.lengths, buffers.places);
  }

  /** The buffer in which a value lies. */
  public int buffer(Value value) {
    return requireNonNull(places.get(value.id()));
  }

  private static Map<Integer, Integer> lastUses(List<Step> steps, Value output) {
    Map<Integer, Integer> last = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      for (Value input : steps.get(i).inputs()) {
        last.put(input.id(), i);
      }
    }
    last.put(output.id(), steps.size());
    return last;
  }

  /** Gives each value a buffer from the step that writes it to the last that reads it. */
  private static final class Buffers {
    private final Map<Integer, Integer> lastUses;
    private final List<Integer> lengths = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();
    private final List<Integer> free = new ArrayList<>();

    Buffers(Map<Integer, Integer> lastUses) {
      this.lastUses = lastUses;
    }

    void begin(Value value) {
      places.put(value.id(), take(value.length()));
    }

    void run(int index, Step step) {
      int first = step.inputs().get(0).id();
      List<Integer> ended =
          step.inputs().stream()
              .map(Value::id)
              .distinct()
              .filter(id -> Integer.valueOf(index).equals(lastUses.get(id)))
              .toList();
      boolean over = step.inPlace() && ended.contains(first);
      if (over) {
        places.put(step.output().id(), requireNonNull(places.get(first)));
      } else {
        begin(step.output());
      }
      for (int id : ended) {
        if (!over || id != first) {
          free.add(requireNonNull(places.get(id)));
        }
      }
    }

    /** The smallest free buffer that is large enough, else the largest, which grows. */
    private int take(int length) {
      int best = -1;
      for (int each : free) {
        if (best < 0 || better(lengths.get(each), lengths.get(best), length)) {
          best = each;
        }
      }
      if (best < 0) {
        lengths.add(length);
        return lengths.size() - 1;
      }
      free.remove(Integer.valueOf(best));
      lengths.set(best, Math.max(length, lengths.get(best)));
      return best;
    }

    private static boolean better(int one, int other, int needed) {
      return other < needed ? one > other : one >= needed && one < other;
    }
  }
}
