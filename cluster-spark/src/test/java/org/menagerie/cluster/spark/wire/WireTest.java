package org.menagerie.cluster.spark.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.cluster.spark.wire.Frame.Kind;

/** What the command and Spark's driver say to each other arrives as it was said. */
class WireTest {
  @TempDir private Path folder;

  @Test
  void readsFramesUntilTheEnd() throws IOException {
    byte[] bytes = frames();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));

    Frame first = Frame.readFrom(in).orElseThrow();
    assertThat(first.kind()).isEqualTo(Kind.OUT);
    assertThat(first.run()).isEqualTo(7);
    assertThat(first.content()).asString(UTF_8).isEqualTo("text");
    assertThat(Frame.readFrom(in).orElseThrow().kind()).isEqualTo(Kind.KILL);
    assertThat(Frame.readFrom(in)).isEmpty();
  }

  @Test
  void takesHalfAFrameForTheEnd() throws IOException {
    byte[] bytes = frames();
    for (int length : List.of(1, 4, 8, 10)) {
      DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(Arrays.copyOf(bytes, length)));
      assertThat(Frame.readFrom(in)).isEmpty();
    }
  }

  private static byte[] frames() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    new Frame(Kind.OUT, 7, "text".getBytes(UTF_8)).writeTo(out);
    new Frame(Kind.KILL, 8, new byte[0]).writeTo(out);
    return bytes.toByteArray();
  }

  @Test
  void carriesRequestsAndEnds() throws IOException {
    RunRequest request =
        new RunRequest(
            "a-run",
            17,
            List.of("-cp", "{home}/a.jar"),
            "go on in {folder}\n",
            Map.of("A", "ä"),
            new byte[] {1, 2});
    RunRequest read = RunRequest.of(request.bytes());
    assertThat(read).usingRecursiveComparison().isEqualTo(request);

    RunEnd end = new RunEnd(137, 4_000_000_000L, new byte[] {3});
    assertThat(RunEnd.of(end.bytes())).usingRecursiveComparison().isEqualTo(end);
  }

  @Test
  void packsTheFilesOfARunButNotItsLogAndLock() throws IOException {
    Files.writeString(folder.resolve("spec.json"), "{}");
    Files.writeString(folder.resolve("log.txt"), "words");
    Files.createFile(folder.resolve("lock"));
    Files.createDirectory(folder.resolve("below"));

    Map<String, byte[]> files = FolderZip.unpack(FolderZip.pack(folder));

    assertThat(files).containsOnlyKeys("spec.json");
    assertThat(files.get("spec.json")).asString(UTF_8).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../spec.json", "a/b", "/spec.json", "..", "log.txt", "lock"})
  void refusesNamesThatARunDoesNotHave(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
    }

    assertThatThrownBy(() -> FolderZip.unpack(bytes.toByteArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name);
  }
}
