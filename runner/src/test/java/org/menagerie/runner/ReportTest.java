package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.plugins.PluginJar;
import org.menagerie.plugins.ServiceSource;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Version;

/** {@code runner report} of runs that are stored, three seeds of one model. */
class ReportTest {
  @TempDir private Path home;

  private Cli cli;
  private String runs;

  @BeforeEach
  void storeThreeSeeds() {
    cli = new Cli(home);
    Path folder = home.resolve("runs");
    runs = folder.toString();
    LongStream.rangeClosed(1, 3)
        .mapToObj(ReportTest::run)
        .forEach(run -> RunFolder.forRun(folder, run.spec()).writeResult(run));
  }

  /** Seeds 1, 2 and 3 get 981, 982 and 983 of 1000 images right. */
  private static RunResult run(long seed) {
    return SampleResult.of(
        RunSpec.builder("progressive", "model3")
            .engine("pytorch")
            .dataset("digits")
            .recipe(Recipe.builder("own").build())
            .seed(seed)
            .threads(1)
            .build(),
        980 + (int) seed);
  }

  @Test
  void hasARowForEachRun() {
    Result report = cli.run("report", runs);

    assertThat(report.exitCode()).isZero();
    assertThat(report.out().lines().filter(line -> line.startsWith("progressive/model3")))
        .hasSize(3);
  }

  /** R: the prediction interval of 98.1, 98.2, 98.3 is 97.7032 to 98.6968. */
  @Test
  void hasOneRowForAllSeedsOfAModel() {
    Result report = cli.run("report", runs, "--by-model");

    assertThat(report.exitCode()).isZero();
    assertThat(report.err()).isEmpty();
    assertThat(report.out())
        .startsWith("All rows: engine pytorch, data set digits, recipe own\n")
        .containsOnlyOnce("progressive/model3")
        .containsPattern(" 7,762 +3  final  98.20 ± 0.10  97.70–98.70\n");
  }

  @Test
  void hasAColumnForEachEngine() {
    Result report = cli.run("report", runs, "--by-engine");

    assertThat(report.exitCode()).isZero();
    assertThat(report.err()).isEmpty();
    assertThat(report.out())
        .startsWith("All rows: data set digits, recipe own\n")
        .containsPattern("\nmodel +params +epoch +pytorch\n")
        .containsPattern("\nprogressive/model3 +7,762  final +98.20 ± 0.10 \\(3\\)\n");
  }

  @Test
  void fitsTablesToTheTerminalUnlessAskedNotTo() {
    int all = longestLine(cli.runAt(40, "report", runs, "--by-model", "--wide"));

    assertThat(longestLine(cli.run("report", runs, "--by-model"))).isEqualTo(all);
    assertThat(longestLine(cli.runAt(all, "report", runs, "--by-model"))).isEqualTo(all);
    assertThat(longestLine(cli.runAt(all - 3, "report", runs, "--by-model")))
        .isLessThanOrEqualTo(all - 3);
  }

  private static int longestLine(Result report) {
    assertThat(report.exitCode()).isZero();
    return report.out().lines().mapToInt(String::length).max().orElseThrow();
  }

  @Test
  void namesTheOptionForAFileThatCannotBeWritten() {
    Path inTheWay = home.resolve("report.md");
    Path file = inTheWay.resolve("inside.md");
    assertThat(cli.run("report", runs, "--output", inTheWay.toString()).exitCode()).isZero();
    Result report = cli.run("report", runs, "--output", file.toString());

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.err())
        .startsWith("runner: Cannot write " + file + " (")
        .endsWith("); make room for it or choose another file with --output.\n");
  }

  @Test
  void reportsTheOthersWhereResultsAreDamaged() throws IOException {
    List<Path> results = resultFiles();
    Files.writeString(results.get(0), "null");
    Files.writeString(
        results.get(1),
        Files.readString(results.get(1))
            .replace("\"test_accuracy\" : 98.2", "\"test_accuracy\" : 1000"));

    Result report = cli.run("report", runs, "--by-model");

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.err().lines())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "Left out: Cannot read %s: it is null, not an object; restore it"
                            .formatted(results.get(0))),
            second ->
                assertThat(second)
                    .startsWith(
                        "Left out: Cannot read %s: history[0].test_accuracy is 1000, not a number"
                            .formatted(results.get(1))));
    assertThat(report.out()).containsPattern(" 7,762 +1  final +98.30 ");
    assertThat(cli.run("report", runs, "--format", "markdown").out())
        .contains("- Left out, since their results cannot be read: progressive-model3-");

    Files.writeString(results.get(2), "{");
    Result none = cli.run("report", runs);
    assertThat(none.exitCode()).isNotZero();
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).endsWith("runner: None of these runs is finished and can be read.\n");
  }

  private List<Path> resultFiles() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(runs))) {
      return folders.sorted().map(folder -> folder.resolve("result.json")).toList();
    }
  }

  @Test
  void writesNoReportToAFolder() {
    assertThat(cli.run("report", runs, "--output", home.toString()))
        .isEqualTo(
            new Result(2, "", "runner: " + home + " is a folder; name a file with --output.\n"));
    assertThat(cli.run("report", runs, "--output", "").err())
        .startsWith("runner: Invalid value for option '--output': it is empty; leave it out");
  }

  @Test
  void printsAllOfAReportThoughQuiet() {
    assertThat(cli.run("report", runs, "--quiet")).isEqualTo(cli.run("report", runs));
    assertThat(cli.runAt(70, "report", runs, "--by-model", "--quiet"))
        .isEqualTo(cli.runAt(70, "report", runs, "--by-model"));
  }

  @Test
  void writesOneTableAtATime() {
    assertThat(cli.run("report", runs, "--by-engine", "--by-model"))
        .isEqualTo(
            new Result(
                2, "", "runner: --by-model and --by-engine are two tables; choose one of them.\n"));
  }

  @Test
  void writesMarkdown() {
    assertThat(cli.run("report", runs, "--format", "markdown").out())
        .startsWith("# Report\n\n- 3 runs of 1 model on pytorch, trained on digits with 3 seeds")
        .contains(
            "| progressive/model3 | pytorch | digits | own | 7,762 | 562,320 | 3 | 98.20 ± 0.10 |"
                + " 97.70–98.70 |");
  }

  @Test
  void writesATableAsCsv() {
    assertThat(cli.run("report", runs, "--format", "csv").out())
        .startsWith("group,model,engine,dataset,recipe,")
        .contains("1,progressive/model3,pytorch,digits,own,false,7762,562320,");
    assertThat(cli.run("report", runs, "--format", "csv", "--table", "runs").out().lines())
        .hasSize(4);
  }

  @Test
  void writesAFile() throws IOException {
    Path file = home.resolve("report.html");

    Result report = cli.run("report", runs, "--format", "html", "--output", file.toString());

    assertThat(report).isEqualTo(new Result(0, "", "The report is in " + file + "\n"));
    assertThat(file)
        .content(UTF_8)
        .startsWith("<!DOCTYPE html>")
        .contains(
            ">Reported on 2026-01-01 00:00 UTC by Menagerie "
                + Version.current()
                + " (Java "
                + System.getProperty("java.version")
                + ") with <code>runner report "
                + runs
                + " --format html --output ")
        .endsWith("</html>\n");
  }

  @Test
  void refusesATableOfAnythingButCsv() {
    assertThat(cli.run("report", runs, "--format", "json", "--table", "runs"))
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: --table is for formats that hold one table, such as csv, and json holds a"
                    + " whole report.\n"));
  }

  @Test
  void refusesATableThatWouldHaveNoRow() {
    for (String[] expected :
        new String[][] {
          {"crossings", "--table crossings needs an accuracy to reach, as in --threshold 99."},
          {"survival", "--table survival needs an accuracy to reach, as in --threshold 99."},
          {"metric_pairs", "--table metric_pairs needs a metric, as in --metric macro_f1."},
          {"looks", "--table looks is of reports with --anytime, which tell what each look said."}
        }) {
      assertThat(cli.run("report", "nowhere", "--format=csv", "--table=" + expected[0]))
          .isEqualTo(new Result(2, "", "runner: " + expected[1] + "\n"));
    }
  }

  @Test
  void refusesAnUnknownFormat() {
    Result report = cli.run("report", runs, "--format", "htm");

    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err())
        .isEqualTo(
            "runner: There is no report format \"htm\". Did you mean \"html\"? Available: csv,"
                + " html, json, latex, markdown, terminal.\n");
  }

  @Test
  void refusesAnUnknownMetricBeforeItReads() {
    assertThat(cli.run("report", "nowhere", "--metric", "macro_f2"))
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: There is no metric \"macro_f2\". Did you mean \"macro_f1\"? Available:"
                    + " accuracy, balanced_accuracy, brier, cohen_kappa, expected_calibration_error,"
                    + " log_loss, macro_f1, macro_precision, macro_recall, matthews_corrcoef,"
                    + " roc_auc, top_k_accuracy.\n"));
  }

  @Test
  void refusesTooFewResamples() {
    assertThat(cli.run("report", "nowhere", "--bootstrap=99").err())
        .isEqualTo(
            "runner: --bootstrap must be a number of resamples from 100 to 100000, such as 1000, not 99.\n");
    assertThat(cli.run("report", runs, "--bootstrap=100", "--format=json").out())
        .contains("Without a part in accuracy, since they keep no probabilities");
  }

  @Test
  void refusesAMarginThatIsNone() {
    for (String margin : List.of("0", "-0.1", "101", "NaN")) {
      assertThat(cli.run("report", "nowhere", "--margin=" + margin).err())
          .startsWith("runner: --margin must be percentage points above 0 and up to 100");
    }
  }

  /** Every epoch of all three is above 98 %, and none above 99 %. */
  @Test
  void tellsTheTimeToAnAccuracy() {
    assertThat(cli.run("report", runs, "--threshold=98", "--by-model").out())
        .contains("\nTime to accuracy\n")
        .containsPattern("progressive/model3 +first +3 +3 +1 ");
    assertThat(cli.run("report", runs, "--threshold=99", "--format=csv", "--table=crossings").out())
        .contains("1,progressive/model3,99.0,first,3,0,,,,,,,,,\n");
    assertThat(cli.run("report", "nowhere", "--threshold=0").err())
        .startsWith("runner: --threshold must be an accuracy in percent above 0 and up to 100");
  }

  @Test
  void writesEveryEpochAsCsv() {
    assertThat(cli.run("report", runs, "--format=csv", "--table=epochs").out())
        .startsWith("group,model,engine,dataset,recipe,seed,folder,epoch,train_loss,")
        .contains(",1,0.2,97.5,0.1,98.1,981,,,,0.01,12.5,1.5,0.25,4800.0\n");
  }

  @Test
  void saysWhatBecameOfModels() {
    Path folder = home.resolve("after");
    LongStream.rangeClosed(1, 3)
        .mapToObj(seed -> SampleResult.of(run(seed).spec(), 900 + 2 * (int) seed))
        .forEach(run -> RunFolder.forRun(folder, run.spec()).writeResult(run));
    String after = folder.toString();

    Result worse = cli.run("report", "--diff", runs, after);
    assertThat(worse.exitCode()).isEqualTo(1);
    assertThat(worse.err()).isEmpty();
    assertThat(worse.out())
        .containsPattern(" own +3 +98.20 +90.40 +−7.80 ± 0.10 .* worse\n")
        .endsWith(
            "\n- After beside before: 0 better, 1 worse, 0 equivalent, 0 undecided, 0 unchanged.\n");
    Result better = cli.run("report", "--diff", after, runs, "--format=csv");
    assertThat(better.exitCode()).isZero();
    assertThat(better.out()).startsWith("model,engine,").contains(",better\n");
    assertThat(cli.run("report", "--diff", runs).err())
        .isEqualTo(
            "runner: --diff compares two folders of runs, as in report --diff BEFORE AFTER, not 1.\n");
    assertThat(cli.run("report", "--diff", runs, runs, "--format=html").exitCode()).isEqualTo(2);
    assertThat(cli.run("report", "--diff", runs, runs, "--threshold=90").err())
        .isEqualTo(
            "runner: --diff has one table of its own, without --by-model, --by-engine, --anytime, --table, --metric, --bootstrap, --threshold and --baseline.\n");
    assertThat(cli.run("report", runs, "--threshold=ten").err())
        .startsWith("runner: Invalid value for option '--threshold': 'ten' is not a number\n");
  }

  /** SciPy: 98.2 - t.ppf(0.95, 2) * 0.1 * sqrt(2 / 3) is 97.9616. */
  @Test
  void holdsLaterReportsToABaseline() throws IOException {
    Path file = home.resolve("baseline.json");
    String baseline = "--baseline=" + file;

    Result set = cli.run("report", runs, baseline);
    assertThat(set.exitCode()).isZero();
    assertThat(set.err())
        .isEqualTo(
            "The baseline is in %s, with 1 threshold that later reports are held to.\n"
                .formatted(file));
    String written = Files.readString(file);
    assertThat(written).contains("\"threshold\" : 97.9615").endsWith("}\n");

    Result same = cli.run("report", runs, baseline);
    assertThat(same.exitCode()).isZero();
    assertThat(same.err()).isEqualTo("Thresholds in %s that are kept: 1 of 1.\n".formatted(file));
    assertThat(same.out()).isEqualTo(set.out());
    assertThat(file).content(UTF_8).isEqualTo(written);

    Path folder = home.resolve("after");
    LongStream.rangeClosed(1, 3)
        .mapToObj(seed -> SampleResult.of(run(seed).spec(), 979))
        .forEach(run -> RunFolder.forRun(folder, run.spec()).writeResult(run));
    Result worse = cli.run("report", folder.toString(), baseline, "--format=markdown");
    String sentence =
        "progressive/model3 has a mean test_accuracy of 97.90, below its threshold of 97.96 (it was 98.20).";
    assertThat(worse.exitCode()).isEqualTo(1);
    assertThat(worse.err())
        .isEqualTo(sentence + "\nThresholds in %s that are kept: 0 of 1.\n".formatted(file));
    assertThat(worse.out()).contains("- progressive/model3 has a mean test");

    assertThat(cli.run("report", folder.toString(), baseline, "--margin=0.5").err())
        .isEqualTo(
            "runner: The thresholds in %s were written without --margin; leave --margin as it was, or write them anew with --update-baseline.\n"
                .formatted(file));
    Result anew = cli.run("report", runs, baseline, "--margin=0.5", "--update-baseline");
    assertThat(anew.exitCode()).isZero();
    assertThat(file).content(UTF_8).contains("\"margin\" : 0.5").contains("\"threshold\" : 97.7");
    assertThat(cli.run("report", folder.toString(), baseline, "--margin=0.5").exitCode()).isZero();
    assertThat(cli.run("report", folder.toString(), baseline).exitCode()).isZero();
  }

  @Test
  void setsNoBaselineWhereItWouldMeanNothing() throws IOException {
    Path file = home.resolve("baseline.json");
    assertThat(cli.run("report", "nowhere", "--update-baseline"))
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: --update-baseline needs the file to write, as in --baseline baseline.json.\n"));
    List<Path> results = resultFiles();
    Files.writeString(results.get(0), "null");
    Result part = cli.run("report", runs, "--baseline=" + file);
    assertThat(part.exitCode()).isEqualTo(1);
    assertThat(part.err())
        .endsWith(file + " is not written, since runs are left out that belong to it.\n");
    String one = results.get(1).resolveSibling("").toString();
    assertThat(cli.run("report", one, "--baseline=" + file))
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: progressive/model3 has one seed, whose accuracy does not tell how much that of others differs; train more seeds, or say it with --margin, as in --margin 0.1.\n"));
    assertThat(file).doesNotExist();
    assertThat(cli.run("report", one, "--baseline=" + file, "--margin=0.1").exitCode()).isZero();
    Files.writeString(file, "{");
    assertThat(cli.run("report", "nowhere", "--baseline=" + file).err())
        .isEqualTo(
            "runner: %s is no baseline: it is no JSON at line 1; restore it, or write it anew with --update-baseline.\n"
                .formatted(file));
  }

  @Test
  void saysWhyThereIsNoVerdict() {
    assertThat(cli.run("report", runs, "--margin=0.1").out())
        .endsWith(
            "\nWhich are equally good within 0.10 points cannot be said: that takes two models on one engine and data set, or one model on two engines, with seeds that both have.\n");
  }

  @Test
  void saysWhichRunsHaveNoPartInAMetric() {
    Result report = cli.run("report", runs, "--format", "json", "--metric", "macro_f1");

    assertThat(report.out())
        .contains("Without a part in macro_f1, since they keep no probabilities")
        .contains("\"metrics\" : [ ]");
  }

  /** Compiled against the API alone. */
  @Test
  void writesTheFormatOfAPlugin() {
    PluginJar jar = new PluginJar();
    new ServiceSource(
            "org.menagerie.api.report.ReportFormat",
            "wiki.WikiFormat",
            "wiki",
            """
            public String fileExtension() { return "wiki"; }
            public void write(
                org.menagerie.api.report.ReportDocument report, java.io.OutputStream out)
                throws java.io.IOException {
              for (var table : report.tables()) {
                out.write(("== " + table.title() + " ==\\n").getBytes("UTF-8"));
                for (var row : table.rows()) {
                  for (var cell : row) {
                    out.write(("| " + cell.text() + "\\n").getBytes("UTF-8"));
                  }
                }
              }
            }
            """)
        .addTo(jar);
    jar.writeTo(cli.plugins().resolve("wiki.jar"));

    Result report = cli.run("report", runs, "--format", "wiki");

    assertThat(report.err()).isEmpty();
    assertThat(report.exitCode()).isZero();
    assertThat(report.out()).startsWith("== ").contains("\n| progressive/model3\n");
    assertThat(cli.run("report", "--help").out()).containsPattern("wiki +a test's service");
    assertThat(cli.run("list", "formats").out()).containsPattern("wiki +wiki +a test's service");
  }
}
