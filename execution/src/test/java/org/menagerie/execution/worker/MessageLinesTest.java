package org.menagerie.execution.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.profile.StepProfile;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Scores;

class MessageLinesTest {

  static Stream<WorkerMessage> messages() {
    return Stream.of(
        new WorkerMessage.Started(3),
        new WorkerMessage.Batch(new BatchProgress(2, 7, 79, 0.1 + 0.2, 98.4375)),
        new WorkerMessage.Epoch(
            EpochMetrics.builder(2)
                .trainLoss(1.0 / 3)
                .trainAccuracy(96.5)
                .testLoss(4e-7)
                .testAccuracy(98.25)
                .testCorrect(1965)
                .learningRate(0.013)
                .seconds(12.3)
                .evaluationSeconds(1.02)
                .dataSeconds(0.5)
                .imagesPerSecond(4862.2)
                .build()),
        new WorkerMessage.Epoch(
            EpochMetrics.builder(1)
                .trainLoss(Double.NaN)
                .trainAccuracy(10)
                .testLoss(Double.POSITIVE_INFINITY)
                .testAccuracy(9.8)
                .testCorrect(196)
                .learningRate(10)
                .seconds(12.3)
                .evaluationSeconds(1)
                .dataSeconds(0.5)
                .imagesPerSecond(4862)
                .build()),
        new WorkerMessage.Epoch(
            EpochMetrics.builder(2)
                .validation(Optional.of(new Scores(1.0 / 3, 96, 48)))
                .learningRate(0.013)
                .build()),
        new WorkerMessage.Profiled(
            new StepProfile(
                128,
                2,
                400,
                7.25,
                List.of(
                    new LayerTime(
                        List.of("0", "3.1"),
                        0.1 + 0.2,
                        4e-7,
                        new TreeMap<>(Map.of("weights", 1.0 / 3)))))),
        new WorkerMessage.Finished(true),
        new WorkerMessage.Failed(
            ErrorCode.DATA_CORRUPT, "\"Größe\" is\nwrong: \\ \u001b[31m @menagerie {}"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsWhatItWrites(WorkerMessage message) {
    String line = MessageLines.format(message);
    assertThat(line).doesNotContain("\n", "\r");
    assertThat(MessageLines.parse(line)).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[12:00:00] src/engine/engine.cc:55: MXNet start using engine: NaiveEngine",
        "{\"type\":\"finished\"}",
        "@menageri",
        " @menagerie {\"type\":\"finished\"}",
        "@menagerie {\"type\":\"paused\"}",
        "@menagerie null",
        "@menagerie hello"
      })
  void takesEverythingElseForTheLog(String line) {
    assertThat(MessageLines.parse(line)).isEmpty();
  }

  @Test
  void passesOverFieldsOfALaterVersion() {
    assertThat(
            MessageLines.parse("@menagerie {\"type\":\"started\",\"done_epochs\":1,\"more\":true}"))
        .contains(new WorkerMessage.Started(1));
  }
}
