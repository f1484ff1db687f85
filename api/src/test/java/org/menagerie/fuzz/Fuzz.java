package org.menagerie.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a reader damaged inputs by the thousand. The reader's test decides what is right: it
 * returns where an input was read, or refused as it should be, and throws on anything else.
 *
 * <pre>{@code
 * Fuzz.from(valid, otherValid).inputs(500, 20_000).feed(input -> ...);
 * }</pre>
 *
 * <p>The inputs are the same each time. Another set comes with {@code -Dmenagerie.fuzz.seed=7}; a
 * failure names its seed and number, and shows the input as a Java string of bytes.
 */
public final class Fuzz {
  /** Marks a test among others that feeds many inputs, and that mutation testing leaves out. */
  public static final String TAG = "fuzz";

  private static final String SEED = "menagerie.fuzz.seed";

  /** What a reader may take is 2 s; the rest is for a machine that is busy with a build. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What an input may have its reader allocate; all of it at once would still fit. */
  private static final long MEMORY = 256 << 20;

  private static final int LONGEST_SHOWN = 2_000;

  private final List<byte[]> seeds;
  private final int number;

  /** A reader, held to what a test asks of it. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] input) throws Exception;
  }

  private Fuzz(List<byte[]> seeds, int number) {
    this.seeds = seeds;
    this.number = number;
  }

  /** Inputs made from valid ones. */
  public static Fuzz from(byte[]... seeds) {
    return new Fuzz(List.of(seeds), 500);
  }

  /**
   * How many inputs.
   *
   * @param usual of the build
   * @param nightly of the profile {@code nightly}
   */
  public Fuzz inputs(int usual, int nightly) {
    return new Fuzz(seeds, Boolean.getBoolean("menagerie.nightly") ? nightly : usual);
  }

  /**
   * Feeds all of them, each with a limit of time.
   *
   * @throws AssertionError if the reader throws, or takes too long or too much memory
   */
  public void feed(Reader reader) {
    if (Guided.isOn()) {
      Guided.feed(seeds, reader);
      return;
    }
    long seed = Long.getLong(SEED, 1);
    Mutator mutator = new Mutator(seeds, new Random(seed));
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "fuzz");
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (int i = 1; i <= number; i++) {
        byte[] input = mutator.next();
        Throwable failure = failure(executor, reader, input);
        if (failure != null) {
          throw new AssertionError(
              "input %d of -D%s=%d: %s%n%s".formatted(i, SEED, seed, failure, shown(input)),
              failure);
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static @Nullable Throwable failure(
      ExecutorService executor, Reader reader, byte[] input) {
    Future<?> reading =
        executor.submit(
            () -> {
              long before = allocated();
              reader.read(input.clone());
              long taken = allocated() - before;
              if (taken > MEMORY) {
                throw new AssertionError("it takes %,d bytes of memory".formatted(taken));
              }
              return true;
            });
    try {
      reading.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  private static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
        ? threads.getCurrentThreadAllocatedBytes()
        : 0;
  }

  /** Bytes as they can be pasted into a test. */
  private static String shown(byte[] input) {
    StringBuilder text = new StringBuilder();
    new String(Arrays.copyOf(input, Math.min(input.length, LONGEST_SHOWN)), ISO_8859_1)
        .chars()
        .forEach(c -> text.append(shown(c)));
    return text + (input.length > LONGEST_SHOWN ? "... (%,d bytes)".formatted(input.length) : "");
  }

  private static String shown(int character) {
    return switch (character) {
      case '\n' -> "\\n\n";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default ->
          character >= ' ' && character < 0x7f
              ? Character.toString(character)
              : "\\u%04x".formatted(character);
    };
  }
}
