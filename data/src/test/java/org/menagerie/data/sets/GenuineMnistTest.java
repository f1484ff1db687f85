package org.menagerie.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.data.Moments;
import org.menagerie.data.fetch.FileCheck;

final class GenuineMnistTest {
  private final DatasetProvider mnist = SmallSets.provider("mnist");

  @Test
  void hasTheFiguresThatEverybodyKnows() {
    Path dataDirectory = requireDataDirectory();
    long start = System.nanoTime();

    Dataset dataset = mnist.load(dataDirectory);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(dataset.train().size()).isEqualTo(60_000);
    assertThat(dataset.test().size()).isEqualTo(10_000);
    assertThat(IntStream.range(0, 5).map(dataset.train()::label)).containsExactly(5, 0, 4, 1, 9);
    Moments moments = Moments.of(dataset.train());
    assertThat(moments.mean()).isCloseTo(0.1307, within(0.00005));
    assertThat(moments.deviation()).isCloseTo(0.3081, within(0.00005));
  }

  @Test
  void isVerified() {
    Path dataDirectory = requireDataDirectory();

    assertThat(FileCheck.of(mnist, dataDirectory)).hasSize(4).allMatch(FileCheck::isRight);
  }

  private Path requireDataDirectory() {
    Optional<Path> directory =
        Optional.ofNullable(System.getenv("MENAGERIE_DATA")).map(Path::of).filter(mnist::isPresent);
    assumeTrue(
        directory.isPresent(),
        "MNIST is needed: let the environment variable MENAGERIE_DATA name its folder");
    return directory.orElseThrow();
  }
}
