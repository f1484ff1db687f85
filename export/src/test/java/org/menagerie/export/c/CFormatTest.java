package org.menagerie.export.c;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.export.source.Program;
import org.menagerie.inference.SampleNetworks;

/** Compiled without a warning, every kind of layer computes what the engine vector computes. */
class CFormatTest {
  private static final List<List<String>> COMPILERS = CCompiler.candidates(null);
  private static final List<TrainedNetwork> NETWORKS = SampleNetworks.all().toList();
  private static final TrainedNetwork FIRST = NETWORKS.get(0);
  private static final int IMAGES = 5;

  private final HeaderExporter exporter = HeaderExporter.ofFloats(COMPILERS);

  @TempDir private Path folder;

  /** All of them in one program, since a compiler takes longer to start than for any of them. */
  @Test
  void computesTheSame() throws IOException {
    CCompiler compiler = compiler();
    for (int i = 0; i < NETWORKS.size(); i++) {
      exporter.write(NETWORKS.get(i), folder.resolve("n" + i + ".h"));
    }
    byte[][] pixels = SampleNetworks.pixels(FIRST, IMAGES);
    List<float[][]> actual = logitsOfAll(compiler, pixels);
    for (int i = 0; i < NETWORKS.size(); i++) {
      TrainedNetwork network = NETWORKS.get(i);
      float[][] expected = SampleNetworks.logits(network, pixels);
      assertThat(SampleNetworks.largestDifference(actual.get(i), expected))
          .as(network.name())
          .isLessThan(1e-5);
    }
  }

  /** With 256 levels, logits move by a few hundredths of what they range over. */
  @Test
  void computesNearlyTheSameOnLevels() throws IOException {
    CCompiler compiler = compiler();
    byte[][] pixels = SampleNetworks.pixels(FIRST, IMAGES);
    HeaderExporter levels = HeaderExporter.ofLevels(COMPILERS);
    for (int i = 0; i < NETWORKS.size(); i++) {
      TrainedNetwork network = NETWORKS.get(i);
      levels
          .calibration()
          .orElseThrow()
          .by(network, SampleNetworks.pixels(network, 50))
          .write(network, folder.resolve("n" + i + ".h"));
    }
    List<float[][]> actual = logitsOfAll(compiler, pixels);
    for (int i = 0; i < NETWORKS.size(); i++) {
      TrainedNetwork network = NETWORKS.get(i);
      float[][] expected = SampleNetworks.logits(network, pixels);
      float largest = 0;
      for (float[] row : expected) {
        for (float logit : row) {
          largest = Math.max(largest, Math.abs(logit));
        }
      }
      assertThat(SampleNetworks.largestDifference(actual.get(i), expected))
          .as(network.name())
          .isLessThan(0.05 * largest);
    }
  }

  private List<float[][]> logitsOfAll(CCompiler compiler, byte[][] pixels) throws IOException {
    Files.write(folder.resolve("pixels"), SampleNetworks.bytes(pixels));
    Files.writeString(folder.resolve("all.c"), programOfAll(), US_ASCII);
    Path program = folder.resolve("all.exe");
    compiler.compile(program, List.of(folder.resolve("all.c")));
    Path logits = folder.resolve("logits");
    Program.run(
        List.of(program.toString(), folder.resolve("pixels").toString(), logits.toString()));

    ByteBuffer answers = ByteBuffer.wrap(Files.readAllBytes(logits)).order(ByteOrder.nativeOrder());
    List<float[][]> all = new ArrayList<>();
    for (TrainedNetwork network : NETWORKS) {
      float[][] actual = new float[IMAGES][network.classes().size()];
      for (float[] row : actual) {
        for (int k = 0; k < row.length; k++) {
          row[k] = answers.getFloat();
        }
      }
      all.add(actual);
    }
    assertThat(answers.hasRemaining()).isFalse();
    return all;
  }

  private static String programOfAll() {
    return "#include <stdio.h>\n"
        + each("#define N%1$s_IMPLEMENTATION\n#include \"n%1$s.h\"\n")
        + """
        int main(int count, char **files) {
          static unsigned char pixels[5][N0_PIXELS];
          FILE *in = fopen(files[1], "rb");
          FILE *out = fopen(files[count - 1], "wb");
          float logits[N0_CLASSES];
          int i;
          if (fread(pixels, sizeof pixels, 1, in) != 1) {
            return 1;
          }
        """
        + each(
            """
              for (i = 0; i < 5; i++) {
                n%1$s_logits(pixels[i], logits);
                fwrite(logits, sizeof logits, 1, out);
              }
            """)
        + "  return fclose(out);\n}\n";
  }

  private static String each(String text) {
    return IntStream.range(0, NETWORKS.size())
        .mapToObj(i -> text.formatted(String.valueOf(i)))
        .collect(joining());
  }

  private static CCompiler compiler() {
    Optional<CCompiler> compiler = CCompiler.first(COMPILERS);
    assumeTrue(compiler.isPresent(), "Skipped: there is no C compiler here.");
    return compiler.orElseThrow();
  }

  @Test
  void isComparedWithWhatTheProgramAnswers() throws IOException {
    CCompiler compiler = compiler();
    byte[][] pixels = SampleNetworks.pixels(FIRST, 7);
    Path file = folder.resolve("digits.h");

    assertThat(exporter.write(FIRST, file)).containsExactly(file);
    try (Exported exported = exporter.open(FIRST, file).orElseThrow()) {
      assertThat(exported.runtime()).isEqualTo(compiler.version());
      assertThat(
              SampleNetworks.largestDifference(
                  exported.logits(pixels), SampleNetworks.logits(FIRST, pixels)))
          .isLessThan(1e-5);
    }
  }

  @Test
  void twoSourceFilesShareOneNetwork() throws IOException {
    CCompiler compiler = compiler();
    exporter.write(FIRST, folder.resolve("digits.h"));
    Path one =
        Files.writeString(
            folder.resolve("one.c"), "#define DIGITS_IMPLEMENTATION\n#include \"digits.h\"\n");
    Path two =
        Files.writeString(
            folder.resolve("two.c"),
            """
            #include <stdio.h>
            #include "digits.h"
            #include "digits.h"
            int main(void) {
              static unsigned char pixels[DIGITS_PIXELS];
              float logits[DIGITS_CLASSES];
              digits_logits(pixels, logits);
              return puts(digits_classes[DIGITS_CLASSES - 1]) < 0;
            }
            """);
    Path program = folder.resolve("two.exe");

    compiler.compile(program, List.of(one, two));
    assertThat(Program.run(List.of(program.toString())).strip()).isEqualTo("two");
  }

  @Test
  void anyTextIsHarmless() throws IOException {
    compiler();
    String nasty = "\"\\n */ /* /*/ ??= C:\\users {name} größe \uD83D\uDE00\n??/";
    TrainedNetwork network =
        TrainedNetwork.builder(nasty, FIRST.network(), FIRST.weights(), List.of(nasty, "b", "c"))
            .normalization(FIRST.normalization())
            .notes(new TreeMap<>(Map.of(nasty, nasty, "test_accuracy", nasty)))
            .build();
    Path file = folder.resolve("digits.h");
    exporter.write(network, file);

    try (Exported exported = exporter.open(network, file).orElseThrow()) {
      assertThat(exported.logits(SampleNetworks.pixels(network, 1))).hasDimensions(1, 3);
    }
    assertThat(US_ASCII.newEncoder().canEncode(Files.readString(file, UTF_8))).isTrue();
  }

  @Test
  void statesWhatMemoryItTakes() {
    TrainedNetwork network =
        SampleNetworks.trained(Network.of(Shape.image(4, 2, 3), Layers.flatten(), Linear.of(3)));

    assertThat(HeaderSource.of(network, "tiny"))
        .contains("#define TINY_FLASH_BYTES 300\n", "#define TINY_RAM_BYTES 108\n")
        .doesNotContain("#include");
  }

  @Test
  void isTheSameInEveryLocale() {
    TrainedNetwork network = NETWORKS.get(NETWORKS.size() - 1);
    Locale before = Locale.getDefault();
    try {
      String expected = HeaderSource.of(network, "digits");
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(HeaderSource.of(network, "digits")).isEqualTo(expected);
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(HeaderSource.of(network, "digits")).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.100000001f",
    "-2, -2.0f",
    "1e10, 1E+10f",
    "-0.0, -0.0f",
    "1.4e-45, 1.40129846E-45f",
    "NaN, NAN",
    "-Infinity, -INFINITY"
  })
  void writesFloatsExactly(float number, String literal) {
    assertThat(HeaderText.number(number)).isEqualTo(literal);
  }

  @Test
  void isNotComparedWithoutACompiler() throws IOException {
    HeaderExporter without = HeaderExporter.ofFloats(CCompiler.candidates("no-such-compiler -m64"));
    Path file = folder.resolve("digits.h");
    without.write(FIRST, file);

    assertThat(without.compilers().get(0)).containsExactly("no-such-compiler", "-m64");
    assertThat(HeaderExporter.ofFloats(without.compilers().subList(0, 1)).open(FIRST, file))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my-model.h",
        "model",
        "model.c",
        "1.h",
        "_x.h",
        "math.h",
        "a.b.h",
        ".h",
        "größe.h"
      })
  void refusesNamesThatNoHeaderCanHave(String name) {
    Path file = folder.resolve(name);

    assertThatThrownBy(() -> exporter.write(FIRST, file))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "No header can be named as the file %s: name one like digits.h with --output.", name)
        .extracting(e -> ((MenagerieException) e).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(file).doesNotExist();
  }
}
