package org.menagerie.execution.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerExitTest {
  private static final Path LOG = Path.of("log.txt");

  @Test
  void saysThatMemoryRanOutIfTheJvmDoes() {
    assertThat(sentence(3, "Terminating due to java.lang.OutOfMemoryError: Java heap space"))
        .startsWith("The training process ran out of memory for Java objects (give it more, ");
  }

  @Test
  void takesNoOtherExitForOneForWantOfMemory() {
    assertThat(sentence(3, "the plug-in called exit"))
        .isEqualTo(
            "The training process ended with exit code 3 and without a result; the end of log.txt"
                + " is:%nthe plug-in called exit".formatted());
  }

  @Test
  void saysWhatAKillMayMean() {
    assertThat(sentence(137, "a line"))
        .startsWith(
            "The training process ended with exit code 137 and without a result (killed, as the"
                + " system does when memory runs out); the end of ");
  }

  @Test
  void namesTheCrashReport() {
    WorkerExit crash = new WorkerExit(1, Optional.of(Path.of("hs_err_pid7.log")), LOG, List.of());

    assertThat(crash.sentence())
        .startsWith(
            "The training process crashed in a native library, most likely (its JVM's report:"
                + " hs_err_pid7.log); ");
  }

  @Test
  void announcesNoLinesWhereThereAreNone() {
    assertThat(new WorkerExit(143, Optional.empty(), LOG, List.of()).sentence())
        .isEqualTo(
            "The training process ended with exit code 143 and without a result; it printed"
                + " nothing.");
  }

  private static String sentence(int exitCode, String lastLine) {
    return new WorkerExit(exitCode, Optional.empty(), LOG, List.of(lastLine)).sentence();
  }
}
