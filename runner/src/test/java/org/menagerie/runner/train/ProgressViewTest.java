package org.menagerie.runner.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.menagerie.runner.terminal.EpochLine;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.run.EpochMetrics;

class ProgressViewTest {
  private static final EpochMetrics THIRD =
      EpochMetrics.builder(3)
          .trainLoss(0.12344)
          .trainAccuracy(96.5)
          .testLoss(0.05678)
          .testAccuracy(98.25)
          .testCorrect(1965)
          .learningRate(0.013)
          .seconds(12.34)
          .evaluationSeconds(1.02)
          .dataSeconds(0.5)
          .imagesPerSecond(4862.2)
          .build();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 80, 24);

  @Test
  void tellsAnEpochInOneLine() {
    assertThat(EpochLine.of(THIRD, 15))
        .isEqualTo(
            "Epoch  3/15  loss 0.1234  train  96.50 %  test  98.25 %  test loss 0.0568  lr 0.0130  "
                + "    4,862 images/s  13.4 s");
  }

  @Test
  void saysWhereAnEpochIsJudgedOnValidationImages() {
    EpochMetrics validated =
        THIRD.toBuilder().test(Optional.empty()).validation(THIRD.test()).build();

    assertThat(EpochLine.of(validated, 15))
        .isEqualTo(
            "Epoch  3/15  loss 0.1234  train  96.50 %  valid  98.25 %  valid loss 0.0568  lr 0.0130"
                + "      4,862 images/s  13.4 s");
  }

  @Test
  void keepsEpochsInColumns() {
    EpochMetrics tenth =
        EpochMetrics.builder(10)
            .trainLoss(1)
            .trainAccuracy(100)
            .testLoss(2)
            .testAccuracy(9.5)
            .testCorrect(190)
            .learningRate(4e-7)
            .seconds(100)
            .evaluationSeconds(1.02)
            .dataSeconds(0.5)
            .imagesPerSecond(48622.2)
            .build();
    assertThat(EpochLine.of(tenth, 15))
        .isEqualTo(
            "Epoch 10/15  loss 1.0000  train 100.00 %  test   9.50 %  test loss 2.0000  lr 4.00e-07"
                + "   48,622 images/s  101.0 s");
  }

  @Test
  void writesALineForEachEpochWhereNobodyLooks() {
    try (ProgressView view = new ProgressView(terminal, 15)) {
      view.started(0);
      view.batch(new BatchProgress(3, 1, 2, 0.5, 90));
      view.batch(new BatchProgress(3, 2, 2, 0.4, 91));
      view.epoch(THIRD);
    }
    assertThat(out.toString(UTF_8).lines()).containsExactly(EpochLine.of(THIRD, 15));
    assertThat(err.size()).isZero();
  }

  @Test
  void drawsNoBarOnATerminalThatCannotRedraw() {
    Terminal dumb =
        new Terminal(
            terminal.out(),
            terminal.out(),
            terminal.err(),
            InputStream.nullInputStream(),
            true,
            false,
            60,
            24);
    try (ProgressView view = new ProgressView(dumb, 15)) {
      view.batch(new BatchProgress(3, 1, 2, 0.5, 90));
      view.epoch(THIRD);
    }
    assertThat(out.toString(UTF_8).lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    assertThat(out.toString(UTF_8).replaceAll("\\s+", " ").strip())
        .isEqualTo(EpochLine.of(THIRD, 15).replaceAll(" +", " "));
    assertThat(err.size()).isZero();
  }

  @Test
  void writesNothingWhereNoProgressIsWanted() {
    Terminal quiet = new Terminal(terminal.out(), terminal.err(), true, 80, 24).withoutProgress();
    try (ProgressView view = new ProgressView(quiet, 15)) {
      view.started(2);
      view.batch(new BatchProgress(3, 1, 2, 0.5, 90));
      view.epoch(THIRD);
    }
    assertThat(out.size()).isZero();
    assertThat(err.size()).isZero();
  }

  @Test
  void saysWhereAResumedRunGoesOn() {
    try (ProgressView view = new ProgressView(terminal, 15)) {
      view.started(2);
    }
    assertThat(out.toString(UTF_8).lines())
        .containsExactly("Resuming after epoch 2, from the checkpoint.");
  }
}
