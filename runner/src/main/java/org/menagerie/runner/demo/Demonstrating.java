package org.menagerie.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.menagerie.inference.TrainedModel;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.Interrupts;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.trained.TrainedRuns;
import org.menagerie.runner.web.LoopbackServer;
import org.menagerie.training.checkpoint.StoredWeights.Use;

/** A demonstration, from the run's folder to Ctrl-C. */
final class Demonstrating {
  private final TrainedRuns runs;
  private final Locations locations;
  private final Terminal terminal;

  @Inject
  Demonstrating(TrainedRuns runs, Locations locations, Terminal terminal) {
    this.runs = runs;
    this.locations = locations;
    this.terminal = terminal;
  }

  /**
   * Shows the page until somebody presses Ctrl-C.
   *
   * @throws org.menagerie.api.error.MenagerieException if the run has no weights, or another
   *     program has the port
   */
  @SuppressWarnings("try") // Nobody asks the handler of Ctrl-C for anything.
  void run(Path run, boolean best, int port, DataDirectoryOption dataDirectory)
      throws InterruptedException {
    Path data = dataDirectory.existing(locations.dataDirectory());
    TrainedModel model = runs.read(run, best, data, Use.PREDICT).model();
    CountDownLatch interrupted = new CountDownLatch(1);
    try (LoopbackServer server = DemoServer.start(model, port, page());
        Interrupts interrupts = new Interrupts(interrupted::countDown)) {
      terminal.out().printf("Draw for %s on %s; Ctrl-C ends it.%n", model.name(), server.address());
      terminal.out().flush();
      interrupted.await();
    }
  }

  static String page() {
    try (InputStream in = Demonstrating.class.getResourceAsStream("page.html")) {
      if (in == null) {
        throw new IllegalStateException("page.html is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
