package org.menagerie.reports.evidence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.menagerie.reports.statistics.Holm;
import org.menagerie.reports.statistics.PairedTest;

/**
 * Comparisons that are looked at together, and hence corrected together by {@link Holm}.
 *
 * @param comparisons all of them, also those that came out dull
 */
public record ComparisonFamily(List<PairedComparison> comparisons) {
  /** The probability of one false discovery or more in the family. */
  public static final double LEVEL = 0.05;

  public ComparisonFamily {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * What a comparison came to.
   *
   * @param comparison of two groups
   * @param test none where there is nothing to test, see {@link PairedTest#of}
   * @param adjustedPValue corrected for the family, to be held against {@link #LEVEL}
   */
  public record Outcome(
      PairedComparison comparison, Optional<PairedTest> test, OptionalDouble adjustedPValue) {

    /** Whether the difference is taken for real. */
    public boolean isSignificant() {
      return adjustedPValue.orElse(1) <= LEVEL;
    }
  }

  /** The level that the smallest p-value is held against. */
  public double strictestLevel() {
    return Holm.strictestLevel(LEVEL, comparisons.size());
  }

  /** In the order of the comparisons; those without a test count as tests that found nothing. */
  public List<Outcome> outcomes() {
    List<Optional<PairedTest>> tests =
        comparisons.stream().map(comparison -> comparison.test(strictestLevel())).toList();
    List<Double> adjusted =
        Holm.adjusted(
            tests.stream().map(test -> test.map(PairedTest::pValue).orElse(1.0)).toList());
    return IntStream.range(0, tests.size())
        .mapToObj(
            i ->
                new Outcome(
                    comparisons.get(i),
                    tests.get(i),
                    tests.get(i).isPresent()
                        ? OptionalDouble.of(adjusted.get(i))
                        : OptionalDouble.empty()))
        .toList();
  }
}
