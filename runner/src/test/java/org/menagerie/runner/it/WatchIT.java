package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code runner watch} as a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
final class WatchIT {
  @TempDir private Path folder;

  /** It has no outcome that could be missed by it. */
  @Test
  void endsOnCtrlCAsIfAllWereDone() throws Exception {
    assumeFalse(
        InterruptionIT.ignoresInterrupts(),
        "this build was started in the background, where Ctrl-C is ignored");
    User user = new User(folder);
    String runs = Files.createDirectory(folder.resolve("watched")).toString();
    RunningCommand command = user.starts("watch", runs);
    command.awaitOutput("Ctrl-C ends it.");

    InterruptionIT.send("INT", command.process());

    Outcome ended = command.await();
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    assertThat(ended.err()).isEmpty();
  }
}
