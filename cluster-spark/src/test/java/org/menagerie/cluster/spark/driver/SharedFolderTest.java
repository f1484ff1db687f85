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

/** Checkpoints get from one machine to the next through Hadoop's file systems. */
class SharedFolderTest {
  private static final String RUN = "zoo-model-vector-s1-01234567";

  @TempDir private Path home;

  private Path root;
  private Path training;
  private SharedFolder shared;

  @BeforeEach
  void create() throws IOException {
    root = home.resolve("shared");
    training = Files.createDirectory(home.resolve("training"));
    shared =
        new SharedFolder(
            FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(root.toUri()));
    shared.create();
  }

  @Test
  void knowsTheFilesOfARun() {
    RunFolder run = new RunFolder(training);

    assertThat(SharedFolder.FILES)
        .containsExactly(
            name(run.bestCheckpoint()), name(run.lastCheckpoint()), name(run.lastRecord()));
    assertThat(SharedFolder.BROUGHT).isEqualTo(name(run.sharedCheckpoints()));
  }

  @Test
  void leavesNothingButAFolderWhereItWasTried() throws IOException {
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void bringsTheLatestTwoCopies() throws IOException {
    byte[] latest = new byte[0];
    for (int epoch = 1; epoch <= 3; epoch++) {
      write(epoch);
      latest = shared.store(RUN, training, latest);
    }
    Path node = bring();

    assertThat(latest).asString(UTF_8).isEqualTo("record 3");
    assertThat(names(root.resolve(RUN))).containsExactly("2", "3");
    for (int epoch = 2; epoch <= 3; epoch++) {
      Path copy = node.resolve(SharedFolder.BROUGHT).resolve(Integer.toString(epoch));
      assertThat(names(copy)).containsExactlyInAnyOrderElementsOf(SharedFolder.FILES);
      assertThat(copy.resolve("checkpoint-best.safetensors")).hasContent("best " + epoch);
      assertThat(copy.resolve("checkpoint-last.safetensors")).hasContent("last " + epoch);
      assertThat(copy.resolve(SharedFolder.RECORD)).hasContent("record " + epoch);
    }
  }

  @Test
  void storesNothingTwiceAndNothingBeforeThereIsARecord() throws IOException {
    Files.writeString(training.resolve("checkpoint-last.safetensors"), "last 1");
    assertThat(shared.store(RUN, training, new byte[0])).isEmpty();
    assertThat(root).isEmptyDirectory();

    write(1);
    byte[] latest = shared.store(RUN, training, new byte[0]);
    assertThat(shared.store(RUN, training, latest)).isSameAs(latest);
    assertThat(names(root.resolve(RUN))).containsExactly("1");
  }

  /** As of a machine that was lost while it wrote. */
  @Test
  void bringsNothingThatWasNotRenamed() throws IOException {
    write(1);
    shared.store(RUN, training, new byte[0]);
    Path unfinished = Files.createDirectory(root.resolve(RUN).resolve("0b1c.tmp"));
    Files.writeString(unfinished.resolve(SharedFolder.RECORD), "half a rec");

    assertThat(names(bring().resolve(SharedFolder.BROUGHT))).containsExactly("1");
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void leavesOutWhatCannotBeRead() throws IOException {
    write(1);
    shared.store(RUN, training, new byte[0]);
    Path file = root.resolve(RUN).resolve("1").resolve("checkpoint-last.safetensors");
    // The file system has a checksum of its own beside it.
    Files.writeString(file, "flipped");

    Path copy = bring().resolve(SharedFolder.BROUGHT).resolve("1");

    assertThat(names(copy))
        .containsExactlyInAnyOrder("checkpoint-best.safetensors", SharedFolder.RECORD);
  }

  @Test
  void bringsNothingOfARunThatIsNewOrFinished() throws IOException {
    assertThat(bring()).isEmptyDirectory();
    write(1);
    shared.store(RUN, training, new byte[0]);
    shared.remove(RUN);

    assertThat(root).isEmptyDirectory();
    assertThat(bring()).isEmptyDirectory();
  }

  @Test
  void saysThatItCannotWrite() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    SharedFolder no = new SharedFolder(shared.files(), new org.apache.hadoop.fs.Path(file.toUri()));

    assertThatThrownBy(no::create).isInstanceOf(IOException.class);
  }

  private void write(int epoch) throws IOException {
    Files.writeString(training.resolve("checkpoint-best.safetensors"), "best " + epoch);
    Files.writeString(training.resolve("checkpoint-last.safetensors"), "last " + epoch);
    Files.writeString(training.resolve(SharedFolder.RECORD), "record " + epoch);
  }

  private Path bring() throws IOException {
    Path node = Files.createTempDirectory(home, "node");
    shared.bring(RUN, node);
    return node;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(SharedFolderTest::name)
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
