package org.menagerie.runner.watch;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.report.RunReport;
import org.menagerie.runner.terminal.Interrupts;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;

/** Watches runs, until Ctrl-C or as long as a sweep takes. */
public final class Watching {
  private final RunReport report;
  private final Catalog catalog;
  private final PluginSources plugins;
  private final Terminal terminal;

  @Inject
  Watching(RunReport report, Catalog catalog, PluginSources plugins, Terminal terminal) {
    this.report = report;
    this.catalog = catalog;
    this.plugins = plugins;
    this.terminal = terminal;
  }

  /**
   * Shows a page of a sweep until it is closed.
   *
   * @param sweep its folder, which holds what it plans
   * @param margin what is no difference that matters, in percentage points
   */
  public WatchServer open(Path sweep, Path dataDirectory, OptionalDouble margin) {
    return WatchServer.start(
        new LiveRuns(List.of(sweep)),
        new Judging(report, dataDirectory, margin),
        Optional.empty(),
        0,
        String.valueOf(sweep.getFileName()));
  }

  /**
   * Shows a page of folders until somebody presses Ctrl-C.
   *
   * @param control whether those who open the page by its whole address may stop and resume runs
   */
  @SuppressWarnings("try") // Nobody asks the handler of Ctrl-C for anything.
  void run(
      List<Path> directories, Path dataDirectory, OptionalDouble margin, int port, boolean control)
      throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    LiveRuns runs = new LiveRuns(directories);
    try (Resuming resuming = new Resuming(dataDirectory, plugins, catalog, report)) {
      Optional<Control> by = control ? Optional.of(new Control(resuming)) : Optional.empty();
      String title = directories.size() == 1 ? directories.get(0).toString() : "Runs";
      try (WatchServer server =
              WatchServer.start(runs, new Judging(report, dataDirectory, margin), by, port, title);
          Interrupts interrupts =
              new Interrupts(
                  () -> {
                    if (interrupted.getCount() == 0) {
                      resuming.kill();
                    }
                    interrupted.countDown();
                    stop(resuming);
                  })) {
        terminal
            .out()
            .printf(
                "Watch %s on %s%s; Ctrl-C ends it.%n",
                title, server.address(), by.map(Control::fragment).orElse(""));
        terminal.out().flush();
        interrupted.await();
        resuming.close();
      }
    }
  }

  private void stop(Resuming resuming) {
    resuming.stop();
    if (resuming.isAtWork()) {
      terminal
          .err()
          .println("Stopping when the running epoch is trained; Ctrl-C again stops at once.");
    }
  }
}
