package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestProbabilitiesTest {
  private static final int[] LABELS = {0, 1, 1};

  /** The first answer is the second class, by less than a half can tell. */
  private static final float[][] LOGARITHMS = {
    {-0.6932f, -0.6931f}, {-0.25f, -1.5078125f}, {-12.34f, -1e-6f}
  };

  private static final int[] ANSWERS = {1, 0, 1};

  private static final TestOutcome OUTCOME = TestOutcome.of(ANSWERS, new double[3], LABELS, 2);

  @TempDir private Path runs;
  private RunFolder folder;

  @BeforeEach
  void store() throws IOException {
    folder = new RunFolder(Files.createDirectories(runs.resolve("a")));
    TestProbabilities.rounded(LOGARITHMS, ANSWERS, LABELS).write(folder);
  }

  private byte[] file() throws IOException {
    return Files.readAllBytes(folder.testProbabilities());
  }

  @Test
  void areReadWithTheirAnswers() {
    TestProbabilities read = TestProbabilities.read(folder, OUTCOME).orElseThrow();

    assertThat(read.labels()).containsExactly(LABELS);
    assertThat(read.logarithms()[0][0]).isLessThan(read.logarithms()[0][1]);
    assertThat(read.logarithms()[0][0]).isCloseTo(-0.6932f, within(0.001f));
    assertThat(read.logarithms()[1]).containsExactly(LOGARITHMS[1]);
    assertThat(read.logarithms()[2][0]).isCloseTo(-12.34f, within(0.004f));
  }

  @Test
  void areNotThereInRunsOfEarlierVersions() {
    assertThat(TestProbabilities.read(new RunFolder(runs), OUTCOME)).isEmpty();
  }

  /**
   * What Python's safetensors takes: the header's length, the header, and data that it describes.
   */
  @Test
  void areASafetensorsFile() throws IOException {
    ByteBuffer file = ByteBuffer.wrap(file()).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) file.getLong();
    JsonNode header = new ObjectMapper().readTree(new String(file(), 8, length, UTF_8));

    assertThat(length % 8).isZero();
    assertThat(header.at("/labels/dtype").asText()).isEqualTo("I32");
    assertThat(header.at("/log_probabilities/dtype").asText()).isEqualTo("F16");
    assertThat(header.at("/log_probabilities/shape")).hasToString("[3,2]");
    assertThat(header.at("/log_probabilities/data_offsets")).hasToString("[12,24]");
    assertThat(file.capacity()).isEqualTo(8 + length + 24);
  }

  @Test
  void areRefusedIfTheyAreDamagedOrOfAnotherResult() throws IOException {
    byte[] whole = file();
    assertRefused(Arrays.copyOf(whole, whole.length - 1), "it is not of 3 images and 2 classes");
    assertRefused(new byte[0], "it is not of 3 images and 2 classes");
    byte[] header = whole.clone();
    header[20] ^= 1;
    assertRefused(header, "it is not of 3 images and 2 classes");
    byte[] swapped = whole.clone();
    swapped[whole.length - 12] = whole[whole.length - 10];
    swapped[whole.length - 11] = whole[whole.length - 9];
    swapped[whole.length - 10] = whole[whole.length - 12];
    swapped[whole.length - 9] = whole[whole.length - 11];
    assertRefused(swapped, "its answers are not those of the result");
    byte[] label = whole.clone();
    label[whole.length - 24] = 9;
    assertRefused(label, "image 0 has the label 9");
    byte[] positive = whole.clone();
    positive[whole.length - 1] = 0x3c;
    assertRefused(positive, "is no logarithm of a probability");
  }

  private void assertRefused(byte[] damaged, String why) throws IOException {
    Files.write(folder.testProbabilities(), damaged);

    assertThatThrownBy(() -> TestProbabilities.read(folder, OUTCOME))
        .hasMessageStartingWith("Cannot read " + folder.testProbabilities() + ": ")
        .hasMessageContaining(why)
        .hasMessageEndingWith("; restore it from a copy, or train the run again.");
  }
}
