package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.plugins.PluginJar;
import org.menagerie.plugins.ServiceSource;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.Scores;

/** {@code runner evaluate} with a network that has seen digits, in a process of its own. */
class EvaluateTest {
  /** A metric compiled against the API alone. */
  private static final String SHARE =
      """
      public java.util.List<ParameterSpec> parameters() {
        return java.util.List.of(ParameterSpec.of("label", 0, "a class"));
      }
      public org.menagerie.api.metric.Metric create(Arguments arguments) {
        int label = arguments.integer("label", 0, 9);
        return new org.menagerie.api.metric.Metric() {
          public Component component() {
            return Component.of("answered").withUnusual("label", label, 0);
          }
          public boolean higherIsBetter() { return true; }
          public double of(org.menagerie.api.metric.Predictions predictions) {
            if (label == 9) { throw new IllegalStateException("no nines"); }
            int count = 0;
            for (int i = 0; i < predictions.images(); i++) {
              count += predictions.answer(i) == label ? 1 : 0;
            }
            return (double) count / predictions.images();
          }
        };
      }
      """;

  @TempDir private static Path home;

  private static Cli cli;
  private static Path run;

  @BeforeAll
  static void trainARun() throws IOException {
    cli = new Cli(home);
    run = SmallTrainedRun.in(home);
    PluginJar jar = new PluginJar();
    new ServiceSource("org.menagerie.api.metric.MetricFactory", "p.Share", "answered", SHARE)
        .addTo(jar);
    jar.writeTo(cli.plugins().resolve("share.jar"));
  }

  private static Result evaluate(String... more) {
    List<String> command = new ArrayList<>(List.of("evaluate", run.toString()));
    command.addAll(List.of(more));
    return cli.run(command.toArray(String[]::new));
  }

  private static JsonNode json(String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of(more));
    command.add("--json");
    Result result = evaluate(command.toArray(String[]::new));
    assertThat(result.exitCode()).as("%s", result).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void findsWhatTheTrainingFound() throws IOException {
    EpochMetrics trained = new RunFolder(run).readEvents().get(0);
    JsonNode network = json().at("/networks/0");
    JsonNode figures = network.get("figures");

    assertThat(network.get("model").asText()).isEqualTo("files/small");
    assertThat(network.get("run").asText()).isEqualTo(String.valueOf(run.getFileName()));
    assertThat(figures.get("correct").asInt()).isEqualTo(trained.testCorrect());
    assertThat(figures.get("accuracy").asDouble()).isEqualTo(trained.testAccuracy());
    assertThat(figures.get("loss").asDouble()).isCloseTo(trained.testLoss(), within(1e-12));
    assertThat(figures.get("metrics").get("accuracy").asDouble())
        .isCloseTo(trained.testAccuracy() / 100, within(1e-12));
    assertThat(figures.get("accuracy_low").asDouble()).isLessThan(trained.testAccuracy());
    assertThat(figures.get("classes")).hasSize(10);
    assertThat(figures.at("/classes/3/name").asText()).isEqualTo("3");
    assertThat(figures.at("/classes/3/metrics").has("macro_f1")).isTrue();
    int inBins = 0;
    for (JsonNode bin : figures.get("calibration")) {
      inBins += bin.get("images").asInt();
    }
    assertThat(inBins).isEqualTo(figures.get("images").asInt());
  }

  @Test
  void findsWhatTheValidationFound() throws IOException {
    Path validated = SmallTrainedRun.validated(home.resolve("runs"), "0.1");
    Scores last = new RunFolder(validated).readEvents().get(1).validation().orElseThrow();
    String csv =
        cli.run(
                "evaluate",
                validated.toString(),
                "--part=validation",
                "--dataset=digits",
                "--metric=accuracy",
                "--csv")
            .out();

    List<String> row = List.of(csv.lines().toList().get(1).split(",", -1));
    assertThat(row.subList(3, 7))
        .containsExactly("digits", "validation", "1000", Integer.toString(last.correct()));
    assertThat(Double.parseDouble(row.get(10))).isCloseTo(last.loss(), within(1e-12));

    Path other = SmallTrainedRun.validated(home.resolve("runs"), "0.2");
    assertRefused(
        cli.run(
            "evaluate",
            validated.toString(),
            other.toString(),
            "--part=validation",
            "--ensemble=mean"),
        "The runs held out different images for validation, and --ensemble needs images that all are shown: leave --part out.");
    assertRefused(
        evaluate("--part=validation"),
        run
            + " held out no images for validation: leave --part out, or train with --set validation=0.1.");
  }

  @Test
  void asksAMetricInAJar() throws IOException {
    JsonNode metrics =
        json("--metric", "answered(label=3)", "--metric", "brier")
            .at("/networks/0/figures/metrics");

    assertThat(metrics.fieldNames()).toIterable().containsExactly("answered(label=3)", "brier");
    assertThat(metrics.get("answered(label=3)").asDouble()).isBetween(0.05, 0.15);
    Result failed = evaluate("--metric", "answered(label=9)");
    assertThat(failed.err().replaceAll("\\s+", " "))
        .isEqualTo(
            "runner: The metric answered of the plug-in %s failed in of(): IllegalStateException: no nines. "
                .formatted(cli.plugins().resolve("share.jar")));
    assertThat(cli.run("list", "metrics").out()).contains("answered").contains("label=0");
  }

  @Test
  void printsOneNetworkOrATable() {
    Result one = evaluate("--metric", "macro_f1", "--part", "all");
    assertThat(one.out())
        .contains("files/small on vector, digits: all ", "Accuracy ", "metric", "macro_f1")
        .containsPattern("class +images +f1\n");

    Result several =
        cli.run(
            "evaluate",
            run.toString(),
            run.toString(),
            "--metric=macro_f1",
            "--ensemble",
            "logits",
            "--csv");
    List<String> lines = several.out().lines().toList();
    assertThat(lines.get(0)).endsWith(",accuracy,accuracy_low,accuracy_high,loss,metric_macro_f1");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(3)).startsWith(",ensemble of logits,,digits,test,");
    assertThat(lines.get(3).split(",", -1)[6]).isEqualTo(lines.get(1).split(",", -1)[6]);
  }

  /** As most runs are kept. */
  @Test
  void computesMetricsOfWhatIsKeptWithoutWeights() throws IOException {
    Path kept = Files.createDirectories(home.resolve("kept"));
    for (String file : List.of("spec.json", "result.json", "test-probabilities.safetensors")) {
      Files.copy(run.resolve(file), kept.resolve(file));
    }
    JsonNode whole = json("--metric=macro_f1", "--metric=log_loss").at("/networks/0/figures");

    Result result =
        cli.run("evaluate", kept.toString(), "--metric=macro_f1", "--metric=log_loss", "--json");
    JsonNode view = new ObjectMapper().readTree(result.out());
    JsonNode figures = view.at("/networks/0/figures");

    assertThat(result.err()).isEmpty();
    assertThat(figures.get("correct")).isEqualTo(whole.get("correct"));
    assertThat(figures.at("/metrics/macro_f1")).isEqualTo(whole.at("/metrics/macro_f1"));
    assertThat(figures.at("/metrics/log_loss").asDouble())
        .isCloseTo(whole.at("/metrics/log_loss").asDouble(), within(1e-4))
        .isNotEqualTo(whole.at("/metrics/log_loss").asDouble());
    assertThat(view.at("/notes/0").asText())
        .isEqualTo(
            "%s is kept without its weights: the figures are those of the probabilities that it keeps, which are rounded to three digits."
                .formatted(kept));
    assertRefused(
        cli.run("evaluate", kept.toString(), "--part", "all"),
        "The run in %s is kept without its weights (checkpoint-last.safetensors): name another run, or train it again."
            .formatted(kept));
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    assertRefused(
        evaluate("--metric", "macro_f2"),
        "There is no metric \"macro_f2\". Did you mean \"macro_f1\"? Available: accuracy, answered, balanced_accuracy, brier, cohen_kappa, expected_calibration_error, log_loss, macro_f1, macro_precision, macro_recall, matthews_corrcoef, roc_auc, top_k_accuracy.");
    assertRefused(
        evaluate("--part", "some"),
        "--part must be one of train, validation, test, all, not \"some\".");
    assertRefused(
        evaluate("--ensemble", "mean"),
        "--ensemble asks several networks together: name more runs than one.");
    assertRefused(
        cli.run("evaluate", run.toString(), run.toString(), "--ensemble", "median"),
        "--ensemble must be one of mean, logits, vote, weights, not \"median\".");
    Path csv = Files.createDirectories(home.resolve("tiny"));
    Files.writeString(csv.resolve("train.csv"), "label,a,b,c,d\n0,1,2,3,4\n1,255,9,9,9\n");
    Files.writeString(csv.resolve("test.csv"), "label,a,b,c,d\n0,1,2,3,4\n1,255,9,9,9\n");
    assertRefused(
        evaluate("--dataset", csv.toString()),
        "files/small takes images [1, 28, 28] and gives [10], but the data set tiny has images [1, 2, 2] of 2 classes.");
  }

  private static void assertRefused(Result result, String sentence) {
    assertThat(result.err()).isEqualTo("runner: " + sentence + "\n");
    assertThat(result.exitCode()).isEqualTo(2);
  }
}
