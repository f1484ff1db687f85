package org.menagerie.execution;

import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.TestOutcome;

/** Results made up for tests: all epochs alike, and the first images of a thousand correct. */
public final class SampleResult {
  private static final int IMAGES = 1_000;

  private SampleResult() {}

  public static RunResult of(RunSpec spec, int correct) {
    return of(spec, correct, Build.UNKNOWN);
  }

  public static RunResult of(RunSpec spec, int correct, Build build) {
    BitSet bits = new BitSet();
    bits.set(0, correct);
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        spec,
        7_762,
        562_320,
        StopReason.ALL_EPOCHS,
        IntStream.rangeClosed(1, spec.recipe().epochs())
            .mapToObj(number -> epoch(number, correct))
            .toList(),
        new TestOutcome(
            IMAGES,
            Base64.getEncoder().encodeToString(bits.toByteArray()),
            List.of(List.of(correct, IMAGES - correct), List.of(0, 0)),
            Optional.empty()),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        new Provenance(
            "0.1.0",
            build,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new Machine("17", "Linux", "a processor", 2),
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:10:00Z"));
  }

  private static EpochMetrics epoch(int number, int correct) {
    return EpochMetrics.builder(number)
        .trainLoss(0.2)
        .trainAccuracy(97.5)
        .testLoss(0.1)
        .testAccuracy(correct / 10.0)
        .testCorrect(correct)
        .learningRate(0.01)
        .seconds(12.5)
        .evaluationSeconds(1.5)
        .dataSeconds(0.25)
        .imagesPerSecond(4_800)
        .build();
  }
}
