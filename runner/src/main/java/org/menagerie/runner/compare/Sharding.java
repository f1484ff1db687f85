package org.menagerie.runner.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.Cut;
import org.menagerie.training.sweep.EpochTimes;
import org.menagerie.training.sweep.ExpectedWork;
import org.menagerie.training.sweep.Shard;
import org.menagerie.training.sweep.ShardFile;
import org.menagerie.training.sweep.SweepPlan;

/**
 * The part of a plan that is trained here, and the whole that it was cut from.
 *
 * @param plan all of it
 * @param shard that is trained here
 * @param cut of the plan
 * @param share of the shard in the expected work, 0 to 1
 * @param measure by which the work is divided, as people read it
 */
record Sharding(SweepPlan plan, Shard shard, Cut cut, double share, String measure) {

  /**
   * Cuts a plan.
   *
   * @param times folder of runs that tell how much work others are
   */
  static Sharding of(SweepPlan plan, Shard shard, Optional<Path> times, Planner planner) {
    ExpectedWork work =
        ExpectedWork.of(
            plan.runs(), planner, times.map(EpochTimes::ofAnyMachineIn).orElse(EpochTimes.NONE));
    Cut cut = Cut.of(plan, work, shard.of());
    return new Sharding(
        plan,
        shard,
        cut,
        sum(cut.part(plan, shard), work) / sum(plan, work),
        times
            .map("by the times of the runs in %s"::formatted)
            .orElse("by multiply-accumulates and epochs"));
  }

  private static double sum(SweepPlan plan, ExpectedWork work) {
    return plan.runs().stream().mapToDouble(work).sum();
  }

  SweepPlan part() {
    return cut.part(plan, shard);
  }

  /** A sentence for people, in which all but the shard's own part is the same for all shards. */
  String text() {
    List<RunSpec> runs = plan.runs();
    int mine = part().runs().size();
    return "Shard %s of plan %s: %d of %d %s, %s of the work (%s; cut %s)"
        .formatted(
            shard,
            plan.shortHash(),
            mine,
            runs.size(),
            runs.size() == 1 ? "run" : "runs",
            mine == 0 ? "nothing" : "%.1f %%".formatted(100 * share),
            measure,
            cut.name());
  }

  /** Stores plan and cut; the shard's own folder among the runs in {@code out}. */
  Path store(Path out) {
    return ShardFile.write(plan, cut, shard, out);
  }
}
