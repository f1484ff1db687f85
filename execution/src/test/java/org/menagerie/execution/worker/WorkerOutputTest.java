package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.training.loop.BatchProgress;

/** Whatever a worker prints, it is read as messages or kept in a log that stays small. */
class WorkerOutputTest {
  private static final byte[] NOISE = "engine.cc:55: \u00e4 started\n".getBytes(UTF_8);

  @TempDir private Path folder;

  @Test
  void readsMessagesAndTakesAllElseForTheLog() {
    String batch =
        MessageLines.format(new WorkerMessage.Batch(new BatchProgress(2, 7, 79, 0.5, 98.5)));
    String failed =
        MessageLines.format(new WorkerMessage.Failed(ErrorCode.RUN_FAILED, "It failed."));
    Fuzz.from((batch + "\nnoise\n" + failed + "\n").getBytes(UTF_8))
        .inputs(2_000, 100_000)
        .feed(input -> lines(input).forEach(MessageLines::parse));
  }

  @Test
  void readsALineWithoutAnEndInPieces() throws IOException {
    List<String> lines = lines(new byte[(2 << 20) + 5]);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).hasSize(5);
    assertThat(lines("a\r\n\nb".getBytes(UTF_8))).containsExactly("a", "", "b");
    assertThat(lines(new byte[] {'a', (byte) 0xff, '\n'})).containsExactly("a\ufffd");
  }

  private static List<String> lines(byte[] input) throws IOException {
    List<String> lines = new ArrayList<>();
    try (WorkerLines in = new WorkerLines(new ByteArrayInputStream(input))) {
      for (Optional<String> line = in.next(); line.isPresent(); line = in.next()) {
        lines.add(line.get());
      }
    }
    return lines;
  }

  @Test
  void keepsAShortLogWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("log.txt"), "before\n");
    try (WorkerLog log = new WorkerLog(file)) {
      log.add(NOISE, NOISE.length);
      log.add("after");
      assertThat(log.lastLines(1)).containsExactly("after");
      assertThat(log.lastLines(9)).hasSize(2);
    }
    assertThat(file).hasContent("before\n" + new String(NOISE, UTF_8) + "after\n");
  }

  /** Forty megabytes stand for gigabytes: what is kept does not depend on it. */
  @Test
  void keepsTheBeginningAndTheEndOfALongLog() throws IOException, InterruptedException {
    Path file = folder.resolve("log.txt");
    try (WorkerLog log = new WorkerLog(file)) {
      new WorkerErrors(endless(40 << 20), log).awaitEnd();
      log.add("the last line");
      assertThat(log.lastLines(2))
          .singleElement()
          .matches(line -> line.length() == 1_000 && line.endsWith("aaathe last line"));
    }
    assertThat(Files.size(file)).isBetween(9L << 20, (9L << 20) + 200);
    assertThat(Files.readString(file))
        .startsWith("aaaa")
        .contains("bytes are left out here ...")
        .endsWith("the last line\n");
  }

  @Test
  void keepsTheEndOfALineThatIsLongerThanItsRoom() throws IOException {
    Path file = folder.resolve("log.txt");
    try (WorkerLog log = new WorkerLog(file)) {
      log.add("b".repeat(3 << 20) + "c");
      log.add("the last line");
      assertThat(log.lastLines(2).get(0)).endsWith("bc");
      assertThat(log.lastLines(2).get(1)).isEqualTo("the last line");
    }
    assertThat(Files.size(file)).isGreaterThan(3 << 20);
  }

  /** However the pipe cuts it in pieces. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 24, 25, 1_000})
  void partsTheErrorsOfTwoRunsAtTheMark(int piece) throws IOException, InterruptedException {
    byte[] first = "one\n\u001e@menagerie end of nothing\n\u001e\u001eno end".getBytes(UTF_8);
    byte[] second = "two\n".getBytes(UTF_8);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    printed.write(first);
    WorkerErrors.markEnd(new PrintStream(printed, true, UTF_8));
    int firstLength = printed.size();
    printed.write(second);
    WorkerErrors.markEnd(new PrintStream(printed, true, UTF_8));
    Turns pipe = new Turns(printed.toByteArray(), piece, firstLength);

    Path one = folder.resolve("one.txt");
    Path two = folder.resolve("two.txt");
    try (WorkerLog log = new WorkerLog(one);
        WorkerLog next = new WorkerLog(two)) {
      WorkerErrors errors = new WorkerErrors(pipe, log);
      errors.awaitEnd();
      errors.writeTo(next);
      pipe.open.countDown();
      errors.awaitEnd();
    }
    assertThat(one).hasBinaryContent(first);
    assertThat(two).hasBinaryContent(second);
  }

  /** A process that prints the rest when it is given another task. */
  private static final class Turns extends InputStream {
    private final CountDownLatch open = new CountDownLatch(1);
    private final byte[] printed;
    private final int piece;
    private final int turn;
    private int at;

    Turns(byte[] printed, int piece, int turn) {
      this.printed = printed;
      this.piece = piece;
      this.turn = turn;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (at == turn) {
        try {
          open.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      int end = at < turn ? turn : printed.length;
      int read = Math.min(Math.min(piece, length), end - at);
      System.arraycopy(printed, at, into, from, read);
      at += read;
      return read == 0 ? -1 : read;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }
  }

  private static InputStream endless(int length) {
    byte[] piece = new byte[1 << 20];
    Arrays.fill(piece, (byte) 'a');
    return new SequenceInputStream(
        Collections.enumeration(
            Stream.generate(() -> new ByteArrayInputStream(piece))
                .limit(length / piece.length)
                .toList()));
  }
}
