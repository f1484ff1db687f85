package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.statistics.Difference;
import org.menagerie.reports.statistics.DifferenceTest;
import org.menagerie.reports.statistics.McNemar;
import org.menagerie.reports.statistics.Proportion;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.reports.statistics.Superiority;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * Two groups of replicates on the same test images, with the seeds that both have. All is of final
 * epochs: best ones were chosen on those very images.
 *
 * <p>A claim about the models rests on {@link #test}, over seeds. {@link #perSeed} speaks of single
 * pairs of trained networks, and {@link #pooled} sums them up; see there for what it leaves out.
 *
 * @param first of the groups
 * @param second of the groups
 * @param design what a common seed means
 * @param seeds that both have, ascending; at least one
 * @param differences of the first's test accuracy from the second's with each seed, in percentage
 *     points
 * @param perSeed of the test images with each seed
 */
public record PairedComparison(
    Replicates first,
    Replicates second,
    Design design,
    List<Long> seeds,
    Sample differences,
    List<McNemar> perSeed) {

  /** What runs with one seed have in common. */
  public enum Design {
    /**
     * Weights and images: the runs belong together, and their differences are looked at. So it is
     * with one network on two engines.
     */
    PAIRED,
    /**
     * Next to nothing: the weights are those of another network. Pairing such runs would only halve
     * the degrees of freedom.
     */
    INDEPENDENT
  }

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
  public static PairedComparison of(Replicates first, Replicates second, Design design) {
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
    return new PairedComparison(first, second, design, seeds, new Sample(differences), perSeed);
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

  /** The difference of the mean accuracies, in percentage points. */
  public Difference difference() {
    return design == Design.PAIRED
        ? Difference.paired(differences)
        : Difference.independent(accuracies(first), accuracies(second));
  }

  /** How probable it is that one run of the first is better than one of the second. */
  public Superiority superiority() {
    return design == Design.PAIRED
        ? Superiority.paired(differences)
        : Superiority.independent(accuracies(first), accuracies(second));
  }

  /** Whether there are enough seeds to test it, whatever they give. */
  public boolean canBeTested() {
    return seeds.size() > 1;
  }

  /** The test of the difference, to be held against a level; see {@link DifferenceTest}. */
  public Optional<DifferenceTest> test(double level) {
    return design == Design.PAIRED
        ? DifferenceTest.paired(differences, level)
        : DifferenceTest.independent(accuracies(first), accuracies(second));
  }

  /** Of final epochs, in the order of the seeds. */
  private Sample accuracies(Replicates group) {
    return new Sample(
        seeds.stream()
            .map(group::ofSeed)
            .map(
                run ->
                    new Proportion(run.finalEpoch().testCorrect(), run.testOutcome().images())
                        .percent())
            .toList());
  }
}
