package org.menagerie.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * A fuzz target of Jazzer, which looks for inputs that reach code no input has reached before. Any
 * test that feeds a {@link Fuzz} is its own target: the test prepares its reader as always, and the
 * inputs come from Jazzer instead of the mutator. {@code reliability/guided.sh} starts it.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
public final class Guided {
  /** The test, such as {@code org.menagerie.api.recipe.ComponentFuzzTest#readsOrRefusesLists}. */
  private static final String TEST = "menagerie.fuzz.guided";

  /** The folder that Jazzer reads its first inputs from. */
  private static final String CORPUS = "menagerie.fuzz.corpus";

  private static final SynchronousQueue<Fuzz.Reader> READERS = new SynchronousQueue<>();

  private static Fuzz.@Nullable Reader reader;

  private Guided() {}

  static boolean isOn() {
    return System.getProperty(TEST) != null;
  }

  /** Hands a test's reader over, and keeps the test from ending while it is fed. */
  static void feed(List<byte[]> seeds, Fuzz.Reader reader) {
    Path corpus = Path.of(System.getProperty(CORPUS));
    try {
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(corpus.resolve("valid-" + i), seeds.get(i));
      }
      READERS.put(reader);
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts the test, and waits until it is ready to be fed; called by Jazzer. */
  public static void fuzzerInitialize() throws InterruptedException {
    Thread test = new Thread(Guided::runTest, "test");
    test.setDaemon(true);
    test.start();
    while (reader == null) {
      reader = READERS.poll(1, TimeUnit.SECONDS);
      if (reader == null && !test.isAlive()) {
        throw new IllegalStateException("The test ended without feeding a reader.");
      }
    }
  }

  /** Feeds an input; called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    requireNonNull(reader).read(input);
  }

  private static void runTest() {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(request().selectors(selectMethod(System.getProperty(TEST))).build(), summary);
    // A test that is fed does not end.
    summary.getSummary().printFailuresTo(new PrintWriter(System.err, true, UTF_8));
  }
}
