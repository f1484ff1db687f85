package org.menagerie.cluster.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.menagerie.cluster.spark.wire.Frame;
import org.menagerie.cluster.spark.wire.Frame.Kind;

/** What tasks say gets to the command, whichever attempt of Spark's says it. */
class DriverRunsTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final DriverRuns runs = new DriverRuns();

  @BeforeEach
  void begin() {
    runs.tell(new DataOutputStream(told));
    runs.begin(1);
  }

  @Test
  void passesOnWhatIsPrinted() throws IOException {
    runs.received(said(0, "one\n"));
    runs.received(said(0, "two\n"));

    assertThat(heard()).isEqualTo("one\ntwo\n");
  }

  @Test
  void hearsTheNewAttemptAloneAndEndsTheLineOfTheOld() throws IOException {
    runs.received(said(0, "half a li"));
    runs.received(said(1, "from the beginning\n"));
    runs.received(said(0, "ne\n"));

    assertThat(heard()).isEqualTo("half a li\nfrom the beginning\n");
  }

  @Test
  void givesInputToEachAttemptFromItsBeginning() throws IOException {
    runs.input(1, "stop\n".getBytes(UTF_8));

    assertThat(runs.received(asked(0, 0))).asString(UTF_8).isEqualTo("stop\n");
    assertThat(runs.received(asked(0, 5))).isEmpty();
    assertThat(runs.received(asked(1, 0))).asString(UTF_8).isEqualTo("stop\n");
  }

  @Test
  void hearsNothingOfARunThatHasEnded() throws IOException {
    runs.end(1);
    runs.input(1, new byte[] {1});

    assertThat(runs.received(said(0, "late"))).isEmpty();
    assertThat(heard()).isEmpty();
  }

  private static Relay said(int attempt, String text) {
    return new Relay(1, attempt, Kind.OUT, text.getBytes(UTF_8), 0);
  }

  private static Relay asked(int attempt, int read) {
    return new Relay(1, attempt, Kind.INPUT, new byte[0], read);
  }

  private String heard() throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(told.toByteArray()));
    StringBuilder text = new StringBuilder();
    for (Optional<Frame> frame = Frame.readFrom(in);
        frame.isPresent();
        frame = Frame.readFrom(in)) {
      text.append(new String(frame.get().content(), UTF_8));
    }
    return text.toString();
  }
}
