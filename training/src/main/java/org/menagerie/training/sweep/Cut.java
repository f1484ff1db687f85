package org.menagerie.training.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.RunSpec;

/**
 * A plan cut into shards of about equal work. Which run belongs to which depends on the plan and on
 * the expected work alone, so that every machine cuts alike, whatever is finished already.
 *
 * @param shards how many there are
 * @param numbers for each run of the plan, in its order, the number of its shard, from 1
 */
public record Cut(int shards, List<Integer> numbers) {
  private static final int HASH_DIGITS = 8;

  public Cut {
    numbers = List.copyOf(numbers);
  }

  /**
   * Gives the longest run that is left to the shard with the least work, over and over (Graham's
   * LPT: no shard has more than 4/3 of what the best cut gives the fullest one). Runs of one model
   * on one engine are given out together, so that they spread even where the expected work of
   * another engine is far off.
   *
   * @param work of a run, in any unit
   */
  public static Cut of(SweepPlan plan, ToDoubleFunction<RunSpec> work, int shards) {
    List<RunSpec> runs = plan.runs();
    double[] expected = runs.stream().mapToDouble(work).toArray();
    List<Integer> longestFirst =
        IntStream.range(0, runs.size())
            .boxed()
            .sorted(
                comparing((Integer run) -> -expected[run])
                    .thenComparing(run -> runs.get(run).engine())
                    .thenComparing(run -> runs.get(run).modelId())
                    .thenComparing(run -> run))
            .toList();
    PriorityQueue<Load> loads =
        new PriorityQueue<>(
            comparing(Load::work).thenComparing(Load::runs).thenComparing(Load::shard));
    IntStream.rangeClosed(1, shards).forEach(shard -> loads.add(new Load(shard, 0, 0)));
    List<Integer> numbers = new ArrayList<>(Collections.nCopies(runs.size(), 0));
    for (int run : longestFirst) {
      Load least = loads.remove();
      numbers.set(run, least.shard());
      loads.add(least.with(expected[run]));
    }
    return new Cut(shards, numbers);
  }

  /** What a shard has been given so far. */
  private record Load(int shard, double work, int runs) {
    Load with(double more) {
      return new Load(shard, work + more, runs + 1);
    }
  }

  /** The runs of a shard, in the order of the plan. */
  public SweepPlan part(SweepPlan plan, Shard shard) {
    return new SweepPlan(
        IntStream.range(0, numbers.size())
            .filter(run -> numbers.get(run) == shard.number())
            .mapToObj(plan.runs()::get)
            .toList());
  }

  /** A short name: shards fit together if they were cut alike. */
  public String name() {
    String text = numbers.stream().map(String::valueOf).collect(joining(" ", shards + ":", ""));
    return Sha256.of(text.getBytes(UTF_8)).substring(0, HASH_DIGITS);
  }
}
