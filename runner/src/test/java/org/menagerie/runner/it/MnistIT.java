package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.training.run.RunResult;

/** The data set that it is all about, where it is at hand. */
final class MnistIT {
  @TempDir private Path folder;

  @Test
  void learnsMnistInAnEpoch() throws IOException, InterruptedException {
    User user = new User(folder).with("MENAGERIE_DATA", requireMnist().toString());

    Outcome outcome =
        user.runs("--zoo", "progressive", "--model", "model3", "--epochs", "1").succeeded();

    assertThat(outcome.out()).contains("Data set: mnist");
    RunResult result = user.runFolders().get(0).readResult();
    assertThat(result.testOutcome().images()).isEqualTo(10_000);
    assertThat(result.finalEpoch().testAccuracy()).isGreaterThan(90);
  }

  private static Path requireMnist() {
    Optional<Path> directory =
        Optional.ofNullable(System.getenv("MENAGERIE_DATA"))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .filter(Installed.CATALOG.datasets().get("mnist")::isPresent);
    assumeTrue(
        directory.isPresent(),
        "MNIST is needed: let the environment variable MENAGERIE_DATA name its folder");
    return directory.orElseThrow();
  }
}
