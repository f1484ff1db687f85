package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/** Checkpoints that are damaged are not believed. */
class CheckpointStoreTest {
  private static final String FELL_BACK =
      "The last checkpoint is missing or damaged, so training resumes from the one before.";
  private static final String BEGINS_AGAIN =
      "No whole checkpoint is left, so training begins again.";

  @TempDir private Path runs;

  private RunFolder folder;
  private CheckpointStore store;

  @BeforeEach
  void trainThreeEpochs() throws IOException {
    folder = new RunFolder(Files.createDirectory(runs.resolve("run")));
    store = store("run", Map.of("train", "1"), Map.of("zoo.jar", "2"));
    for (int epoch = 1; epoch <= 3; epoch++) {
      folder.appendEvent(metrics(epoch));
      store.save(history(epoch), checkpoint(epoch), epoch == 1);
    }
  }

  @Test
  void beginsAtTheLastOfWholeCheckpoints() {
    assertBeginsAfter(3, null);
    assertThat(Checkpoint.read(folder.bestCheckpoint()).orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void givesTheBestCheckpointUnlessItIsDamaged() throws IOException {
    store.begin();
    assertThat(store.best().epoch()).isEqualTo(1);

    byte[] damaged = Files.readAllBytes(folder.bestCheckpoint());
    // A bit of a value, so that all else of the file is right.
    damaged[damaged.length - 1] ^= 1;
    Files.write(folder.bestCheckpoint(), damaged);

    assertThatThrownBy(store::best)
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "The best checkpoint %s is missing or damaged: give the run's command again, which trains"
                + " it again.",
            folder.bestCheckpoint());
  }

  @Test
  void beginsAtTheStartOfANewRunWithoutAWord() {
    CheckpointStore.Start start =
        new CheckpointStore(
                new RunFolder(runs.resolve("new")),
                new RunOrigin("new", new TreeMap<>(), new TreeMap<>()))
            .begin();

    assertThat(start.checkpoint()).isEmpty();
    assertThat(start.history()).isEmpty();
    assertThat(start.notices()).isEmpty();
  }

  @Test
  void beginsWhereTheRunThatItInheritsFromEnded() throws IOException {
    Legacy legacy = Legacy.of(folder, "run").orElseThrow();
    RunFolder longer = new RunFolder(Files.createDirectory(runs.resolve("longer")));
    RunOrigin origin = new RunOrigin("longer", new TreeMap<>(), new TreeMap<>());

    CheckpointStore.Start inherited = new CheckpointStore(longer, origin).inherit(legacy);
    CheckpointStore.Start again = new CheckpointStore(longer, origin).begin();

    assertThat(Legacy.of(folder, "another")).isEmpty();
    assertThat(inherited.history()).isEqualTo(history(3)).isEqualTo(again.history());
    assertThat(again.notices()).isEmpty();
    assertThat(again.checkpoint().orElseThrow().epoch()).isEqualTo(3);
    assertThat(longer.readEvents()).isEqualTo(history(3));
    assertThat(longer.bestCheckpoint()).hasSameBinaryContentAs(folder.bestCheckpoint());
    // Nothing is taken from the other run.
    assertBeginsAfter(3, null);
  }

  /** Bits all over both files; a step of 29 meets each bit of a byte. */
  @Test
  void neverBelievesAFileWithAFlippedBit() throws IOException {
    for (Path file : List.of(folder.lastCheckpoint(), folder.lastRecord())) {
      Map<Path, byte[]> before = contents();
      byte[] whole = Files.readAllBytes(file);
      for (int bit = 0; bit < whole.length * 8; bit += 29) {
        byte[] flipped = whole.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, flipped);

        CheckpointStore.Start start = store.begin();

        int epoch = start.history().size();
        assertThat(start.history()).as("bit %d of %s", bit, file).isEqualTo(history(epoch));
        Checkpoint checkpoint = start.checkpoint().orElseThrow();
        assertThat(checkpoint.epoch()).isEqualTo(epoch);
        assertThat(checkpoint.state().weights().get("0.weight").values())
            .isEqualTo(state(epoch).weights().get("0.weight").values());
        // A bit of a blank or of a name that is passed over may change nothing.
        assertThat(epoch).isBetween(2, file.equals(folder.lastRecord()) ? 3 : 2);
        restore(before);
      }
    }
  }

  @Test
  void neverBelievesAFileThatIsCutOff() throws IOException {
    for (Path file : List.of(folder.lastCheckpoint(), folder.lastRecord())) {
      Map<Path, byte[]> before = contents();
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length += 11) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertBeginsAfter(2, FELL_BACK);
        restore(before);
      }
    }
  }

  @Test
  void fallsBackWhereAFileIsMissing() throws IOException {
    Files.delete(folder.lastCheckpoint());

    assertBeginsAfter(2, FELL_BACK);
    // What was found is the last one now.
    assertBeginsAfter(2, null);
  }

  @Test
  void saysThatTheBestCheckpointIsGone() throws IOException {
    byte[] whole = Files.readAllBytes(folder.bestCheckpoint());
    whole[100] ^= 1;
    Files.write(folder.bestCheckpoint(), whole);
    assertBeginsAfter(
        3,
        "The best checkpoint is missing or damaged, and only training from the beginning can make it"
            + " again; the result does not need it; what was there is in"
            + " checkpoint-best.damaged.safetensors.");
    assertThat(folder.bestCheckpoint()).doesNotExist();
    assertThat(folder.path().resolve("checkpoint-best.damaged.safetensors"))
        .hasBinaryContent(whole);
    assertBeginsAfter(
        3,
        "The best checkpoint is missing or damaged, and only training from the beginning can make it"
            + " again; the result does not need it.");
  }

  @Test
  void makesTheBestCheckpointAgainFromTheSameOfAnotherName() throws IOException {
    store.save(history(4), checkpoint(4), true);
    byte[] best = Files.readAllBytes(folder.bestCheckpoint());
    store.save(history(5), checkpoint(5), false);
    Files.delete(folder.bestCheckpoint());

    store = store("run", Map.of("train", "1"), Map.of("zoo.jar", "2"));
    folder.rewriteEvents(history(5));
    assertBeginsAfter(5, null);

    assertThat(folder.bestCheckpoint()).hasBinaryContent(best);
  }

  /** Its own checkpoint is damaged, so its epoch is trained again. */
  @Test
  void keepsTheBestCheckpointOfALaterEpoch() throws IOException {
    store.save(history(4), checkpoint(4), true);
    byte[] best = Files.readAllBytes(folder.bestCheckpoint());
    Files.delete(folder.lastCheckpoint());

    assertBeginsAfter(3, FELL_BACK);

    assertThat(folder.bestCheckpoint()).hasBinaryContent(best);
  }

  /** As after the end of a process between the record of an epoch and the best checkpoint. */
  @Test
  void bringsTheBestCheckpointOfAnEarlierEpochUpToDate() throws IOException {
    byte[] earlier = Files.readAllBytes(folder.bestCheckpoint());
    store.save(history(4), checkpoint(4), true);
    byte[] best = Files.readAllBytes(folder.bestCheckpoint());
    Files.write(folder.bestCheckpoint(), earlier);

    assertBeginsAfter(4, null);

    assertThat(folder.bestCheckpoint()).hasBinaryContent(best);
  }

  @Test
  void takesNoCheckpointOfAnotherEpochThanItsRecordTells() {
    store.save(history(4), checkpoint(9), false);

    assertBeginsAfter(3, FELL_BACK);
  }

  @Test
  void movesAResultThatIsDamagedOutOfTheWay() throws IOException {
    Files.writeString(folder.resultFile(), "{}");

    assertBeginsAfter(
        3,
        "The result was damaged, so it is made again; what was there is in result.damaged.json.");

    assertThat(folder.resultFile()).doesNotExist();
  }

  /** As after the end of a process between any two steps of storing. */
  @Test
  void findsWhatIsWholeInTheMiddleOfStoring() throws IOException {
    Map<Path, byte[]> before = contents();
    Files.move(folder.lastRecord(), folder.previousRecord(), StandardCopyOption.REPLACE_EXISTING);
    assertBeginsAfter(3, FELL_BACK);
    restore(before);

    Files.move(folder.lastRecord(), folder.previousRecord(), StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        folder.lastCheckpoint(), folder.previousCheckpoint(), StandardCopyOption.REPLACE_EXISTING);
    assertBeginsAfter(3, FELL_BACK);
    restore(before);

    Files.move(folder.lastRecord(), folder.previousRecord(), StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        folder.lastCheckpoint(), folder.previousCheckpoint(), StandardCopyOption.REPLACE_EXISTING);
    checkpoint(4).write(folder.lastCheckpoint());
    assertBeginsAfter(3, FELL_BACK);
  }

  @Test
  void beginsAgainAloudWhereNothingIsWhole() throws IOException {
    Files.write(folder.lastCheckpoint(), new byte[100]);
    Files.write(folder.previousRecord(), new byte[100]);

    CheckpointStore.Start start = store.begin();

    assertThat(start.checkpoint()).isEmpty();
    assertThat(start.history()).isEmpty();
    assertThat(start.notices()).containsExactly(BEGINS_AGAIN);
    assertThat(folder.readEvents()).isEmpty();
  }

  @Test
  void takesNothingFromAnotherRun() {
    assertThat(store("other", Map.of("train", "1"), Map.of("zoo.jar", "2")).begin().notices())
        .containsExactly(BEGINS_AGAIN);
  }

  @Test
  void repairsEventsThatAreTornShortenedDoubledMixedUpOrEdited() throws IOException {
    List<String> lines = Files.readAllLines(folder.events(), UTF_8);
    String half = lines.get(2).substring(0, 20);
    List<String> edited = new ArrayList<>(lines);
    edited.set(1, lines.get(1).replace("\"test_correct\":2", "\"test_correct\":9999"));
    assertThat(edited).isNotEqualTo(lines);
    for (List<String> damaged :
        List.of(
            List.of(lines.get(0), lines.get(1), half),
            List.of(lines.get(0)),
            List.<String>of(),
            List.of(lines.get(0), lines.get(1), lines.get(1), lines.get(2)),
            List.of(lines.get(2), lines.get(1), lines.get(0)),
            edited)) {
      Files.write(folder.events(), damaged, UTF_8);

      assertBeginsAfter(3, null);

      assertThat(Files.readAllLines(folder.events(), UTF_8)).isEqualTo(lines);
    }
  }

  /** What a JSON parser passes over would be glued to the line of the next epoch. */
  @Test
  void repairsEventsThatAreNotByteForByteTheirs() throws IOException {
    byte[] whole = Files.readAllBytes(folder.events());
    byte[] withoutTheEnd = Arrays.copyOf(whole, whole.length - 1);
    byte[] withBlanks = Arrays.copyOf(whole, whole.length + 2);
    Arrays.fill(withBlanks, whole.length, withBlanks.length, (byte) ' ');
    byte[] notUtf8 = whole.clone();
    notUtf8[5] ^= (byte) 0x80;
    for (byte[] damaged : List.of(withoutTheEnd, withBlanks, notUtf8)) {
      Files.write(folder.events(), damaged);

      assertBeginsAfter(3, null);

      assertThat(Files.readAllBytes(folder.events())).isEqualTo(whole);
    }
  }

  @Test
  void refusesToGoOnWithOtherDataOrPlugins() {
    assertThatThrownBy(() -> store("run", Map.of("train", "9"), Map.of("zoo.jar", "2")).begin())
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "The run in %s was begun with other data: train is not what it was; bring that back to resume it, or train in another folder with --out."
                .formatted(folder.path()));
    assertThatThrownBy(
            () ->
                store("run", Map.of("train", "1", "validation", "3"), Map.of("zoo.jar", "2"))
                    .begin())
        .hasMessageContaining("begun with other data: validation is not what it was");
    assertThatThrownBy(() -> store("run", Map.of("train", "1"), Map.of("other.jar", "2")).begin())
        .hasMessageContaining("begun with other plug-ins: other.jar is not what it was");
    assertBeginsAfter(3, null);
  }

  @Test
  void resumesFromASharedCheckpointOfALaterEpoch() throws IOException {
    RunFolder node = node();
    share(node, "9");
    store.save(history(4), checkpoint(4), true);
    share(node, "10");
    byte[] last = Files.readAllBytes(folder.lastCheckpoint());

    CheckpointStore.Start start = store(node, false).begin();

    assertThat(start.notices()).isEmpty();
    assertThat(start.history()).isEqualTo(history(4));
    assertThat(start.checkpoint().orElseThrow().epoch()).isEqualTo(4);
    assertThat(node.readEvents()).isEqualTo(history(4));
    assertThat(node.lastCheckpoint()).hasBinaryContent(last);
    assertThat(node.bestCheckpoint()).hasBinaryContent(last);
    assertThat(store(node, true).begin().history()).isEqualTo(history(4));
  }

  @Test
  void keepsItsOwnCheckpointWhereTheSharedIsNotLater() throws IOException {
    RunFolder copy = new RunFolder(folder.sharedCheckpoints().resolve("1"));
    copyTo(copy);
    store.save(history(4), checkpoint(4), false);

    assertBeginsAfter(4, null);

    assertThat(copy.lastRecord()).exists();
  }

  @Test
  void passesOverSharedCheckpointsThatAreTornOrOfSomethingElse() throws IOException {
    RunFolder node = node();
    share(node, "1");
    store.save(history(4), checkpoint(4), false);
    RunFolder torn = share(node, "2");
    byte[] whole = Files.readAllBytes(torn.lastCheckpoint());
    Files.write(torn.lastCheckpoint(), Arrays.copyOf(whole, whole.length / 2));
    Files.createDirectories(node.sharedCheckpoints().resolve("3"));
    folder = new RunFolder(Files.createDirectory(runs.resolve("other")));
    store = store("other", Map.of("train", "1"), Map.of("zoo.jar", "2"));
    store.save(history(5), checkpoint(5), true);
    share(node, "4");
    store = store("run", Map.of("train", "9"), Map.of("zoo.jar", "2"));
    store.save(history(6), checkpoint(6), true);
    share(node, "5");

    CheckpointStore.Start start = store(node, false).begin();

    assertThat(start.history()).isEqualTo(history(3));
    assertThat(start.notices())
        .containsExactly(
            "A shared checkpoint was passed over: it is damaged or of another run.",
            "A shared checkpoint was passed over: it was made from other data: train is not what it was.");
  }

  /** Where its network is to be tested; else it is only missed. */
  @Test
  void takesASharedCheckpointOnlyWithTheBest() throws IOException {
    RunFolder node = node();
    Files.delete(share(node, "1").bestCheckpoint());

    assertThat(store(node, true).begin().history()).isEmpty();
    share(node, "2");
    assertThat(store(node, true).begin().history()).isEqualTo(history(3));
  }

  private RunFolder node() throws IOException {
    return new RunFolder(Files.createDirectory(runs.resolve("node")));
  }

  /** A copy of the folder's checkpoints, as another machine finds it. */
  private RunFolder share(RunFolder node, String name) throws IOException {
    RunFolder copy = new RunFolder(node.sharedCheckpoints().resolve(name));
    copyTo(copy);
    return copy;
  }

  private void copyTo(RunFolder copy) throws IOException {
    Files.createDirectories(copy.path());
    Files.copy(folder.bestCheckpoint(), copy.bestCheckpoint());
    Files.copy(folder.lastCheckpoint(), copy.lastCheckpoint());
    Files.copy(folder.lastRecord(), copy.lastRecord());
  }

  private static CheckpointStore store(RunFolder at, boolean needsBest) {
    RunOrigin origin =
        new RunOrigin(
            "run", new TreeMap<>(Map.of("train", "1")), new TreeMap<>(Map.of("zoo.jar", "2")));
    return new CheckpointStore(at, origin, needsBest);
  }

  private void assertBeginsAfter(int epochs, @Nullable String notice) {
    CheckpointStore.Start start = store.begin();

    assertThat(start.notices())
        .containsExactlyElementsOf(notice == null ? List.of() : List.of(notice));
    assertThat(start.history()).isEqualTo(history(epochs));
    assertThat(start.checkpoint().orElseThrow().epoch()).isEqualTo(epochs);
    assertThat(folder.readEvents()).isEqualTo(history(epochs));
  }

  private CheckpointStore store(
      String run, Map<String, String> dataset, Map<String, String> plugins) {
    return new CheckpointStore(
        folder, new RunOrigin(run, new TreeMap<>(dataset), new TreeMap<>(plugins)));
  }

  private Map<Path, byte[]> contents() throws IOException {
    Map<Path, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.path())) {
      for (Path file : files.toList()) {
        contents.put(file, Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static void restore(Map<Path, byte[]> contents) throws IOException {
    for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
  }

  private static Checkpoint checkpoint(int epoch) {
    return new Checkpoint(epoch, state(epoch), OptionalInt.of(1));
  }

  private static SessionState state(int epoch) {
    Tensor weight = new Tensor(Shape.flat(2), new float[] {epoch, -epoch});
    return SessionState.of(
        new TensorMap(Map.of("0.weight", weight)), new TensorMap(Map.of()), 10L * epoch);
  }

  private static List<EpochMetrics> history(int epochs) {
    List<EpochMetrics> history = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      history.add(metrics(epoch));
    }
    return history;
  }

  private static EpochMetrics metrics(int epoch) {
    return EpochMetrics.builder(epoch)
        .trainLoss(0.5)
        .trainAccuracy(50)
        .testLoss(0.25)
        .testAccuracy(75)
        .testCorrect(epoch)
        .learningRate(0.1)
        .seconds(1.5)
        .evaluationSeconds(0.5)
        .dataSeconds(0.125)
        .imagesPerSecond(40)
        .build();
  }
}
