package org.menagerie.cluster.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.cluster.spark.wire.Frame.Kind;

/** Messages to the driver are few, and none is late. */
class OutboxTest {
  private static final long SECOND = 1_000_000_000;

  private final List<String> sent = new ArrayList<>();
  private long now = Long.MAX_VALUE - SECOND;
  private final Outbox outbox =
      new Outbox((kind, bytes) -> sent.add(kind + " " + new String(bytes, UTF_8)), () -> now);

  @Test
  void sendsTheFirstWordsAtOnceAndGathersTheNext() throws IOException {
    say(Kind.OUT, "a");
    now += SECOND / 3;
    say(Kind.OUT, "b");
    now += SECOND / 3;
    say(Kind.OUT, "c");

    assertThat(sent).containsExactly("OUT a");

    now += SECOND;
    say(Kind.OUT, "d");

    assertThat(sent).containsExactly("OUT a", "OUT bcd");
  }

  @Test
  void sendsAllWhenToldTo() throws IOException {
    say(Kind.OUT, "a");
    say(Kind.OUT, "b");
    outbox.flush();
    outbox.flush();

    assertThat(sent).containsExactly("OUT a", "OUT b");
  }

  @Test
  void keepsTheOrderOfBothStreams() throws IOException {
    say(Kind.OUT, "a");
    say(Kind.OUT, "b");
    say(Kind.ERR, "c");
    say(Kind.OUT, "d");
    outbox.flush();

    assertThat(sent).containsExactly("OUT a", "OUT b", "ERR c", "OUT d");
  }

  private void say(Kind kind, String text) throws IOException {
    outbox.add(kind, text.getBytes(UTF_8));
  }
}
