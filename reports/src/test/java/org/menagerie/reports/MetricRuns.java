package org.menagerie.reports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.TestOutcome;
import org.menagerie.training.run.TestProbabilities;

/** Stored runs that keep their probabilities: of 40 images of two classes, half of either. */
public final class MetricRuns {
  private static final int IMAGES = 40;

  private final Path home;
  private final List<StoredRun> runs = new ArrayList<>();

  /**
   * @param home where the runs are stored
   */
  public MetricRuns(Path home) {
    this.home = home;
  }

  /**
   * A run that gets the first images wrong.
   *
   * @param sure the probability that it gives its answers
   */
  public MetricRuns add(String model, long seed, int wrong, double sure) {
    int[] labels = new int[IMAGES];
    int[] answers = new int[IMAGES];
    float[][] logarithms = new float[IMAGES][2];
    double[] confidence = new double[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = i % 2;
      answers[i] = i < wrong ? 1 - labels[i] : labels[i];
      confidence[i] = sure;
      logarithms[i][answers[i]] = (float) Math.log(sure);
      logarithms[i][1 - answers[i]] = (float) Math.log(1 - sure);
    }
    RunFolder folder = new RunFolder(home.resolve(model + seed));
    TestOutcome outcome = TestOutcome.of(answers, confidence, labels, 2);
    runs.add(new StoredRun(folder, result(model, seed, IMAGES - wrong, outcome)));
    TestProbabilities.rounded(logarithms, answers, labels).write(folder);
    return this;
  }

  /** A run as earlier versions stored them. */
  public MetricRuns addWithout(String model, long seed) {
    RunFolder folder = new RunFolder(home.resolve(model + seed));
    runs.add(
        new StoredRun(
            folder, new SampleRun().model("zoo", model).seed(seed).epoch(95, 9_800).result()));
    return this;
  }

  private static RunResult result(String model, long seed, int correct, TestOutcome outcome) {
    RunResult sample = new SampleRun().model("zoo", model).seed(seed).epoch(95, correct).result();
    return new RunResult(
        sample.schemaVersion(),
        sample.spec(),
        sample.parameters(),
        sample.multiplyAccumulates(),
        sample.stopReason(),
        sample.history(),
        outcome,
        sample.validationImages(),
        sample.signature(),
        sample.peakMemoryBytes(),
        sample.provenance());
  }

  /** The folder of a run. */
  public RunFolder folder(int index) {
    return runs.get(index).folder();
  }

  /** The report on them, with metrics by their names. */
  public Report report(String... metrics) {
    return bootstrapped(0, metrics);
  }

  /** The same with intervals over seeds and images. */
  public Report bootstrapped(int resamples, String... metrics) {
    return Report.of(runs, SampleReport.MODELS)
        .withMetrics(List.of(metrics).stream().map(MetricRuns::metric).toList(), resamples);
  }

  private static Metric metric(String name) {
    MetricFactory factory =
        ServiceLoader.load(MetricFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow();
    return factory.create(Arguments.of(Component.of(name), factory.parameters()));
  }
}
