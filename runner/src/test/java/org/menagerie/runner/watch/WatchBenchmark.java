package org.menagerie.runner.watch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.menagerie.runner.it.Browser;
import org.menagerie.runner.it.Tab;
import org.menagerie.runner.report.Invocation;
import org.menagerie.runner.report.RunReport;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/**
 * How soon the page of {@code watch} is there with 1,000 runs of 30 epochs, how soon it shows an
 * epoch, and whether its memory stays level: {@code WatchBenchmark FOLDER MINUTES}. Epochs come
 * once a second; a run that has all of its epochs is finished, and the next one begins.
 */
final class WatchBenchmark {
  private static final int EPOCHS = 30;
  private static final int AT_ONCE = 10;
  private static final int FINISHED_BEFORE = 500;

  /** By the time of the browser's process, the longest that the page was at work at once. */
  private static final String NOTE_LONG_TASKS =
      """
      window.longest = 0;
      new PerformanceObserver(list => list.getEntries().forEach(
          task => { window.longest = Math.max(window.longest, task.duration); }))
        .observe({type: 'longtask'});
      """;

  private WatchBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    long minutes = Long.parseLong(arguments[1]);
    SomeRuns some = new SomeRuns(Files.createDirectories(folder.resolve("runs")), EPOCHS);
    List<RunSpec> specs = new ArrayList<>();
    for (int model = 0; model < 50; model++) {
      for (long seed = 1; seed <= 20; seed++) {
        specs.add(some.spec("m" + model, "0.1", seed));
      }
    }
    some.plan(specs);
    specs.subList(0, FINISHED_BEFORE).forEach(some::finish);
    List<Training> trainings = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      trainings.add(Training.begin(some, specs.get(FINISHED_BEFORE + i)));
    }
    Catalog catalog = Catalog.builder().build();
    RunReport report = new RunReport(catalog, new Invocation(List.of(), ""));
    try (WatchServer server =
            WatchServer.start(
                new LiveRuns(List.of(folder.resolve("runs"))),
                new Judging(report, folder, OptionalDouble.of(0.5)),
                Optional.empty(),
                0,
                "runs");
        Tab tab =
            Browser.orSkip("The page of watch", folder)
                .tab(URI.create(server.address()), 1200, 900)) {
      tab.await("document.querySelector('#rows tr')");
      double painted =
          tab.value("performance.getEntriesByName('first-contentful-paint')[0].startTime")
              .asDouble();
      double rows =
          tab.value(
                  "Math.max(...performance.getEntriesByType('resource').map(e => e.responseStart))")
              .asDouble();
      System.out.printf(
          Locale.ROOT,
          "First paint after %.0f ms, the last of its files there after %.0f ms.%n",
          painted,
          rows);
      tab.await("verdicts.pairs.length > 0");
      tab.value(NOTE_LONG_TASKS);
      follow(tab, some, specs, trainings, minutes);
    }
  }

  private static void follow(
      Tab tab, SomeRuns some, List<RunSpec> specs, List<Training> trainings, long minutes)
      throws InterruptedException {
    System.out.println("minute  updates  p50 ms  p95 ms  longest task ms  page heap MB");
    int next = FINISHED_BEFORE + AT_ONCE;
    for (long minute = 1; minute <= minutes; minute++) {
      List<Double> delays = new ArrayList<>();
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      for (int i = 0; System.nanoTime() < end; i++) {
        int place = i % AT_ONCE;
        Training training = trainings.get(place);
        if (training.epoch == EPOCHS) {
          some.finish(training.spec);
          if (next < specs.size()) {
            trainings.set(place, Training.begin(some, specs.get(next++)));
          }
        } else {
          delays.add(delay(tab, training));
        }
        Thread.sleep(1_000);
      }
      delays.sort(null);
      tab.call("HeapProfiler.collectGarbage", Map.of());
      System.out.printf(
          Locale.ROOT,
          "%6d  %7d  %6.0f  %6.0f  %15.0f  %12.1f%n",
          minute,
          delays.size(),
          quantile(delays, 0.5),
          quantile(delays, 0.95),
          tab.value("window.longest").asDouble(),
          tab.call("Runtime.getHeapUsage", Map.of()).get("usedSize").asDouble() / 1e6);
      System.out.flush();
    }
  }

  /** Milliseconds from an epoch's line in a file until the page has drawn it. */
  private static double delay(Tab tab, Training training) throws InterruptedException {
    CompletableFuture<Long> written =
        CompletableFuture.supplyAsync(
            training::train, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    double seen =
        tab.value(
                """
                new Promise(done => {
                  const look = () => {
                    const run = runs.find(run => run.name === '%s');
                    if (run.epochs.length >= %d && !dirty.pending) done(Date.now());
                    else requestAnimationFrame(look);
                  };
                  look();
                })
                """
                    .formatted(training.spec.runName(), training.epoch + 1))
            .asDouble();
    return seen - written.join();
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1)));
  }

  /** A run that gets one epoch after the other. */
  private static final class Training {
    private final RunSpec spec;
    private final RunFolder folder;
    private volatile int epoch;

    private Training(RunSpec spec, RunFolder folder) {
      this.spec = spec;
      this.folder = folder;
    }

    static Training begin(SomeRuns some, RunSpec spec) {
      return new Training(spec, some.begin(spec, 0));
    }

    /** Writes the next epoch; when that was, in milliseconds since 1970. */
    long train() {
      int next = epoch + 1;
      folder.appendEvent(SomeRuns.epoch(spec, next));
      long now = System.currentTimeMillis();
      epoch = next;
      return now;
    }
  }
}
