package org.menagerie.cluster.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.training.run.RunFolder;

/** A report gets copies of runs that lie in one of Hadoop's file systems. */
class RunTreeTest {
  @TempDir private Path home;

  private Path stored;
  private Path target;

  @BeforeEach
  void store() throws IOException {
    stored = home.resolve("stored");
    target = home.resolve("target");
    RunFolder finished = new RunFolder(stored.resolve("one"));
    write(finished.specFile(), "spec 1");
    write(finished.resultFile(), "result 1");
    write(finished.lastCheckpoint(), "large");
    write(finished.log(), "long");
    write(new RunFolder(stored.resolve("two")).specFile(), "spec 2");
    write(new RunFolder(stored.resolve("three")).importFile(), "imported");
    write(stored.resolve("sweep-0a/shard-1-of-2/shard.json"), "shard");
    write(stored.resolve("sweep-0a/a/b/result.json"), "too deep");
  }

  @Test
  void copiesWhatSaysSomethingOfRuns() throws IOException, InterruptedException {
    copy(stored);

    assertThat(below(target))
        .containsExactly(
            "one/result.json",
            "one/spec.json",
            "sweep-0a/shard-1-of-2/shard.json",
            "three/import.json",
            "two/spec.json");
    assertThat(target.resolve("one/result.json")).hasContent("result 1");
  }

  @Test
  void copiesOneRun() throws IOException, InterruptedException {
    copy(stored.resolve("one"));

    assertThat(below(target)).containsExactly("result.json", "spec.json");
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> copy(home.resolve("nowhere")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
  }

  /** By the checksum that Hadoop keeps beside it. */
  @Test
  void saysWhatCannotBeRead() throws IOException {
    Files.writeString(stored.resolve("one/result.json"), "flipped!");

    assertThatThrownBy(() -> copy(stored))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("one/result.json");
  }

  private void copy(Path from) throws IOException, InterruptedException {
    new RunTree(files(), new org.apache.hadoop.fs.Path(from.toUri())).copyTo(target);
  }

  private static void write(Path file, String text) throws IOException {
    try (var out = files().create(new org.apache.hadoop.fs.Path(file.toUri()))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private static FileSystem files() throws IOException {
    return FileSystem.getLocal(new Configuration());
  }

  private static List<String> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
