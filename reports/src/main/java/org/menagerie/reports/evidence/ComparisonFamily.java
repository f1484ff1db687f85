package org.menagerie.reports.evidence;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.menagerie.reports.statistics.DifferenceTest;
import org.menagerie.reports.statistics.Holm;

/**
 * Comparisons that are looked at together, and hence corrected together by {@link Holm}. Those that
 * have too few seeds for any test were never a chance of a false discovery, and do not count; those
 * whose figures leave nothing to test by do, as tests that found nothing.
 *
 * @param comparisons all of them, also those that came out dull
 * @param atLeast how many tests to correct for at least: those that others were chosen from by
 *     their figures
 */
public record ComparisonFamily(List<PairedComparison> comparisons, long atLeast) {
  /** The probability of one false discovery or more in the family. */
  public static final double LEVEL = 0.05;

  public ComparisonFamily {
    comparisons = List.copyOf(comparisons);
  }

  /** A family of which nothing was left out. */
  public ComparisonFamily(List<PairedComparison> comparisons) {
    this(comparisons, 0);
  }

  /** How many tests there could have been. */
  public long size() {
    return Math.max(atLeast, comparisons.stream().filter(PairedComparison::canBeTested).count());
  }

  /**
   * What a comparison came to.
   *
   * @param comparison of two groups
   * @param test none where there is nothing to test
   * @param adjustedPValue corrected for the family, to be held against {@link #LEVEL}
   */
  public record Outcome(
      PairedComparison comparison, Optional<DifferenceTest> test, OptionalDouble adjustedPValue) {

    Outcome untested() {
      return new Outcome(comparison, Optional.empty(), OptionalDouble.empty());
    }

    /** Whether the difference is taken for real. */
    public boolean isSignificant() {
      return adjustedPValue.orElse(1) <= LEVEL;
    }
  }

  /** The level that the smallest p-value is held against. */
  public double strictestLevel() {
    return Holm.strictestLevel(LEVEL, Math.max(1, size()));
  }

  /** In the order of the comparisons. */
  public List<Outcome> outcomes() {
    double level = strictestLevel();
    List<Optional<DifferenceTest>> tests =
        comparisons.stream().map(comparison -> comparison.test(level)).toList();
    List<Integer> family =
        IntStream.range(0, tests.size())
            .filter(i -> comparisons.get(i).canBeTested())
            .boxed()
            .toList();
    List<Double> adjusted =
        Holm.adjusted(
            family.stream().map(i -> tests.get(i).map(DifferenceTest::pValue).orElse(1.0)).toList(),
            size());
    Map<Integer, Double> adjustedOf = new HashMap<>();
    for (int i = 0; i < family.size(); i++) {
      adjustedOf.put(family.get(i), adjusted.get(i));
    }
    return IntStream.range(0, tests.size())
        .mapToObj(
            i ->
                new Outcome(
                    comparisons.get(i),
                    tests.get(i),
                    tests.get(i).isPresent()
                        ? OptionalDouble.of(requireNonNull(adjustedOf.get(i)))
                        : OptionalDouble.empty()))
        .toList();
  }
}
