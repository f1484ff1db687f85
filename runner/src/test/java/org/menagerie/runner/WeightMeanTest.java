package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.runner.Cli.Result;

/** {@code runner evaluate --ensemble weights}. */
class WeightMeanTest {
  private static final String NORMALIZED =
      """
      input: [1, 28, 28]
      classes: 10
      layers:
        - {layer: avg_pool, kernel: 4}
        - {layer: batch_norm}
        - {layer: flatten}
        - {layer: linear, units: classes}
      recipe: {epochs: 1, optimizer: sgd(lr=0.1)}
      """;

  @TempDir private Path home;

  private Cli cli;
  private Path runs;

  @BeforeEach
  void makeHome() {
    cli = new Cli(home);
    runs = home.resolve("runs");
  }

  private Path train(Path model, String... more) throws IOException {
    List<Path> before = all();
    List<String> command =
        Stream.concat(
                Stream.of(
                    "train", "--model=" + model, "--dataset=digits", "--quiet", "--out=" + runs),
                Stream.of(more))
            .toList();
    Result result = cli.run(command.toArray(String[]::new));
    assertThat(result.exitCode()).as("%s", result).isZero();
    return all().stream().filter(run -> !before.contains(run)).findFirst().orElseThrow();
  }

  private List<Path> all() throws IOException {
    if (!Files.exists(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.toList();
    }
  }

  private JsonNode together(String how, Path... of) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of("evaluate", "--json", "--metric=accuracy", "--ensemble=" + how),
                Stream.of(of).map(Path::toString))
            .toList();
    Result result = cli.run(command.toArray(String[]::new));
    assertThat(result.exitCode()).as("%s", result).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  /** The logits of a linear network are linear in its weights. */
  @Test
  void ofLinearNetworksAnswersAsTheMeanOfTheirLogits() throws IOException {
    Path start = SmallTrainedRun.in(home);
    Path model = home.resolve("small.yaml");
    Path one = train(model, "--init=" + start, "--set=optimizer=sgd(lr=0.3)");
    Path other = train(model, "--init=" + start, "--seed=2");

    JsonNode weights = together("weights", one, other);
    JsonNode logits = together("logits", one, other);

    assertThat(weights.at("/ensemble/how").asText()).isEqualTo("weights");
    assertThat(weights.at("/ensemble/figures/correct"))
        .isEqualTo(logits.at("/ensemble/figures/correct"));
    assertThat(weights.at("/ensemble/figures/loss").asDouble())
        .isCloseTo(logits.at("/ensemble/figures/loss").asDouble(), within(1e-6));
    assertThat(weights.at("/networks")).isEqualTo(logits.at("/networks")).hasSize(2);
    assertThat(together("weights", start, one).at("/ensemble/figures/images").asInt())
        .isEqualTo(2_000);

    Path stranger = train(model, "--seed=3");
    assertThat(cli.run("evaluate", one.toString(), stranger.toString(), "--ensemble=weights").err())
        .isEqualTo(
            "runner: --ensemble weights needs runs that descend from one trained start, and nothing says so of %s, %s: train them with --init RUN from the same one, or take mean.\n"
                .formatted(one, stranger));
    Path otherwise = train(model, "--init=" + start, "--set=mean=0.5");
    assertThat(
            cli.run("evaluate", one.toString(), otherwise.toString(), "--ensemble=weights").err())
        .isEqualTo(
            "runner: --ensemble weights makes one network of several, and these runs are normalized differently: take mean.\n");
  }

  /** Statistics that are computed again are those of the images, and no mean of statistics. */
  @Test
  void computesTheStatisticsOfBatchNormsAgain() throws IOException {
    Path model = Files.writeString(home.resolve("normalized.yaml"), NORMALIZED);
    Path start = train(model);
    Path one = train(model, "--init=" + start, "--set=optimizer=sgd(lr=0.3)");

    JsonNode weights = together("weights", start, one);

    assertThat(weights.at("/notes/0").asText())
        .isEqualTo(
            "The batch norms of the mean have the statistics of an epoch of the training images of %s, as its training augments them."
                .formatted(start));
    assertThat(weights.at("/ensemble/figures/loss").asDouble())
        .isBetween(0.0, 2 * together("logits", start, one).at("/ensemble/figures/loss").asDouble());
  }
}
