package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.statistics.McNemar;
import org.menagerie.reports.statistics.PairedTest;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * Two groups of replicates on the same test images, paired by seed. All is of final epochs: best
 * ones were chosen on those very images.
 *
 * <p>A claim about the models rests on {@link #test}, over seeds. {@link #perSeed} speaks of single
 * pairs of trained networks, and {@link #pooled} sums them up; see there for what it leaves out.
 *
 * @param first of the groups
 * @param second of the groups
 * @param seeds that both have, ascending; at least one
 * @param differences of the first's test accuracy from the second's with each seed, in percentage
 *     points
 * @param perSeed of the test images with each seed
 */
public record PairedComparison(
    Replicates first,
    Replicates second,
    List<Long> seeds,
    Sample differences,
    List<McNemar> perSeed) {

  public PairedComparison {
    seeds = List.copyOf(seeds);
    perSeed = List.copyOf(perSeed);
  }

  /**
   * Pairs the runs whose seeds both groups have.
   *
   * @throws MenagerieException if the groups were tested on different images, or have no seed in
   *     common
   */
  public static PairedComparison of(Replicates first, Replicates second) {
    if (!dataOf(first).equals(dataOf(second))) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s and %s cannot be compared image by image, since their data differ (%s and %s); compare runs on one data set."
              .formatted(
                  name(first),
                  name(second),
                  first.first().spec().dataset(),
                  second.first().spec().dataset()));
    }
    Map<Long, RunResult> bySeed = new TreeMap<>();
    second.runs().forEach(run -> bySeed.put(run.spec().seed(), run));
    List<Long> seeds = new ArrayList<>();
    List<Double> differences = new ArrayList<>();
    List<McNemar> perSeed = new ArrayList<>();
    for (RunResult run : first.runs()) {
      RunResult other = bySeed.get(run.spec().seed());
      if (other != null) {
        seeds.add(run.spec().seed());
        differences.add(difference(run, other));
        perSeed.add(McNemar.of(run.testOutcome().correctBits(), other.testOutcome().correctBits()));
      }
    }
    if (seeds.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s (seed %s) and %s (seed %s) cannot be paired, since they have no seed in common; train both with the same seeds."
              .formatted(name(first), seeds(first), name(second), seeds(second)));
    }
    return new PairedComparison(first, second, seeds, new Sample(differences), perSeed);
  }

  /** From whole numbers of images, so that equal differences are equal to the last bit. */
  private static double difference(RunResult run, RunResult other) {
    int images = run.finalEpoch().testCorrect() - other.finalEpoch().testCorrect();
    return 100.0 * images / run.testOutcome().images();
  }

  private static Map<String, String> dataOf(Replicates group) {
    return group.first().provenance().datasetChecksums();
  }

  private static String name(Replicates group) {
    RunSpec spec = group.first().spec();
    return spec.modelId() + " on " + spec.engine();
  }

  private static String seeds(Replicates group) {
    return group.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** See {@link McNemar#pooled}. */
  public McNemar pooled() {
    return McNemar.pooled(perSeed);
  }

  /** The test of the differences, to be held against a level; see {@link PairedTest#of}. */
  public Optional<PairedTest> test(double level) {
    return PairedTest.of(differences, level);
  }
}
