package org.menagerie.export.java;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.inference.SampleNetworks;

/** Compiled without a warning, every kind of layer computes what the engine vector computes. */
class JavaFormatTest {
  private static final TrainedNetwork FIRST = SampleNetworks.all().findFirst().orElseThrow();

  private final ClassExporter exporter = new ClassExporter();

  @TempDir private Path folder;

  static Stream<TrainedNetwork> networks() {
    return SampleNetworks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void computesTheSame(TrainedNetwork network) throws IOException {
    byte[][] pixels = SampleNetworks.pixels(network, 5);
    Path file = folder.resolve("Network.java");

    assertThat(exporter.write(network, file)).containsExactly(file);
    try (Exported exported = exporter.open(network, file).orElseThrow()) {
      assertThat(
              SampleNetworks.largestDifference(
                  exported.logits(pixels), SampleNetworks.logits(network, pixels)))
          .isLessThan(1e-5);
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() throws IOException {
    Path file = folder.resolve("Network.java");
    exporter.write(FIRST, file);
    byte[][] pixels = SampleNetworks.pixels(FIRST, 2_000);
    try (Exported exported = exporter.open(FIRST, file).orElseThrow()) {
      float[][] alone = exported.logits(pixels);
      float[][] together =
          IntStream.range(0, pixels.length)
              .parallel()
              .mapToObj(i -> answer(exported, pixels[i]))
              .toArray(float[][]::new);
      assertThat(together).isDeepEqualTo(alone);
    }
  }

  private static float[] answer(Exported exported, byte[] pixels) {
    try {
      return exported.logits(new byte[][] {pixels})[0];
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anyTextIsHarmless() throws IOException {
    String nasty = "\"\\u000a */ C:\\users {class} <b> größe \uD83D\uDE00\n";
    TrainedNetwork network =
        TrainedNetwork.builder(nasty, FIRST.network(), FIRST.weights(), List.of(nasty, "b", "c"))
            .normalization(FIRST.normalization())
            .notes(new TreeMap<>(Map.of(nasty, nasty, "test_accuracy", nasty)))
            .build();
    Path file = folder.resolve("Network.java");
    exporter.write(network, file);

    try (Exported exported = exporter.open(network, file).orElseThrow()) {
      assertThat(exported.logits(SampleNetworks.pixels(network, 1))).hasDimensions(1, 3);
    }
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      String expected = ClassSource.of(FIRST, "Network");
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(ClassSource.of(FIRST, "Network")).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesImagesOfAnotherSize() throws IOException {
    Path file = folder.resolve("Network.java");
    exporter.write(FIRST, file);
    try (Exported exported = exporter.open(FIRST, file).orElseThrow()) {
      assertThatThrownBy(() -> exported.logits(new byte[][] {new byte[9]}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("An image has 168 bytes, not 9.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my-model.java",
        "Model",
        "1.java",
        "class.java",
        "String.java",
        "record.java",
        "a.b.java",
        ".java",
        "Größe.java",
        "Parts.java"
      })
  void refusesNamesThatNoClassCanHave(String name) {
    Path file = folder.resolve(name);

    assertThatThrownBy(() -> exporter.write(FIRST, file))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "No class can be named as the file %s: name one like Digits.java with --output.", name)
        .extracting(e -> ((MenagerieException) e).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(file).doesNotExist();
  }

  @Test
  void sourceIsAscii() throws IOException {
    Path file = folder.resolve("Network.java");
    exporter.write(FIRST, file);

    assertThat(US_ASCII.newEncoder().canEncode(Files.readString(file))).isTrue();
  }
}
