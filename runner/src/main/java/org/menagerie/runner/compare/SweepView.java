package org.menagerie.runner.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.menagerie.execution.sweep.DurationText;
import org.menagerie.execution.sweep.Ending;
import org.menagerie.execution.sweep.SweepListener;
import org.menagerie.runner.terminal.EpochLine;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.text.SafeText;

/**
 * Shows a sweep: on a terminal a line for each run at work and one for all, redrawn as they
 * progress; elsewhere a line for each epoch, which begins with the run's name.
 */
public final class SweepView implements SweepListener, AutoCloseable {
  private static final long INTERVAL_NANOS = 100_000_000;

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private final LiveLines live;
  private final Map<RunSpec, RunProgress> atWork = new LinkedHashMap<>();

  /** Epochs of each run that are not open any more. */
  private final Map<RunSpec, Integer> done = new HashMap<>();

  private final int runs;
  private final long start;
  private int finished;
  private int failed;
  private int openEpochs;
  private int trainedEpochs;
  private long lastDrawn;

  /**
   * @param plan all runs of the sweep, finished ones too
   * @param nanoTime as {@link System#nanoTime}
   */
  public SweepView(Terminal terminal, List<PlannedRun> plan, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.live = new LiveLines(terminal);
    this.runs = plan.size();
    this.finished = (int) plan.stream().filter(PlannedRun::isFinished).count();
    this.openEpochs = plan.stream().mapToInt(PlannedRun::openEpochs).sum();
    plan.forEach(run -> done.put(run.spec(), run.doneEpochs()));
    this.start = nanoTime.getAsLong();
  }

  @Override
  public synchronized void noticed(RunSpec run, String sentence) {
    say(run, sentence);
    draw();
  }

  @Override
  public synchronized void explained(RunSpec run, String sentence) {
    noticed(run, sentence);
  }

  @Override
  public synchronized void started(RunSpec run, int doneEpochs) {
    // An extended run has more than was planned with, one whose checkpoint is damaged has fewer.
    openEpochs += done.getOrDefault(run, 0) - doneEpochs;
    done.put(run, doneEpochs);
    progress(run).started(doneEpochs);
    if (doneEpochs > 0) {
      say(run, "resuming after epoch %d, from the checkpoint".formatted(doneEpochs));
    }
    draw();
  }

  @Override
  public synchronized void batch(RunSpec run, BatchProgress batch) {
    progress(run).batch(batch);
    if (nanoTime.getAsLong() - lastDrawn >= INTERVAL_NANOS) {
      draw();
    }
  }

  @Override
  public synchronized void epoch(RunSpec run, EpochMetrics metrics) {
    progress(run).epoch(metrics);
    trainedEpochs++;
    openEpochs--;
    done.merge(run, 1, Integer::sum);
    if (!terminal.drawsProgress()) {
      say(run, EpochLine.of(metrics, run.recipe().epochs()));
    }
    draw();
  }

  @Override
  public synchronized void retried(RunSpec run, String reason) {
    atWork.remove(run);
    say(run, "trying again: " + reason);
    draw();
  }

  @Override
  public synchronized void ended(RunSpec run, Ending ending) {
    atWork.remove(run);
    if (ending instanceof Ending.Finished end) {
      finished++;
      // Those that it did not train after all.
      openEpochs -= run.recipe().epochs() - end.result().history().size();
      say(
          run,
          String.format(
              Locale.ROOT,
              "finished, test %.2f %% (%d of %d runs)",
              end.result().finalEpoch().testAccuracy(),
              finished,
              runs));
    } else if (ending instanceof Ending.Failed end) {
      failed++;
      say(run, "failed: " + end.reason());
    }
    draw();
  }

  /** Prints a line that belongs to no run. */
  public synchronized void say(String sentence) {
    live.print(sentence);
  }

  @Override
  public synchronized void close() {
    live.close();
  }

  private void say(RunSpec run, String what) {
    live.print(run.runName() + "  " + SafeText.terminalLines(what));
  }

  private RunProgress progress(RunSpec run) {
    return atWork.computeIfAbsent(run, RunProgress::new);
  }

  private void draw() {
    lastDrawn = nanoTime.getAsLong();
    int width = atWork.values().stream().mapToInt(run -> run.name().length()).max().orElse(0);
    // The last rows are for the total and for the cursor.
    int room = Math.max(1, terminal.rows() - 2);
    int shown = atWork.size() <= room ? atWork.size() : room - 1;
    List<String> lines = new ArrayList<>();
    atWork.values().stream().limit(shown).forEach(run -> lines.add(run.line(width)));
    if (shown < atWork.size()) {
      lines.add("… and %d more at work".formatted(atWork.size() - shown));
    }
    lines.add(total());
    live.show(lines);
  }

  /** The time left is what so many epochs took, however they differ; hence "about". */
  private String total() {
    String text = "%d of %d runs finished".formatted(finished, runs);
    if (failed > 0) {
      text += ", %d failed".formatted(failed);
    }
    int waiting = runs - finished - failed - atWork.size();
    if (waiting > 0) {
      text += ", %d waiting".formatted(waiting);
    }
    if (trainedEpochs > 0 && openEpochs > 0) {
      long nanos = (nanoTime.getAsLong() - start) / trainedEpochs * openEpochs;
      text += ", about %s left".formatted(DurationText.of(Duration.ofNanos(nanos)));
    }
    return text;
  }
}
