package org.menagerie.inference.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.inference.SampleNetworks;
import org.menagerie.inference.TrainedModel;
import org.menagerie.inference.plan.PlannedNetwork;

/** No file makes the reader fail otherwise than with its sentence, nor a network that fails. */
class ModelArchiveFuzzTest {
  private static final int MUTANTS_OF_EACH = 12;

  @TempDir private Path folder;

  @Test
  void changedTextIsRefusedOrRuns() throws IOException {
    Random random = new Random(1);
    int refused = 0;
    int ran = 0;
    for (TrainedNetwork network : SampleNetworks.all().toList()) {
      Map<String, byte[]> entries = entries(network);
      for (int i = 0; i < MUTANTS_OF_EACH; i++) {
        Map<String, byte[]> mutant = new LinkedHashMap<>(entries);
        String name = i % 4 == 0 ? "model.properties" : "steps.txt";
        mutant.put(name, changed(new String(entries.get(name), UTF_8), random).getBytes(UTF_8));
        if (runs(zipped(mutant))) {
          ran++;
        } else {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(200);
    assertThat(ran).isGreaterThan(30);
  }

  @Test
  void damagedFilesAreRefusedOrRun() throws IOException {
    byte[] whole = zipped(entries(SampleNetworks.all().findFirst().orElseThrow()));
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      runs(i % 5 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : damaged);
    }
    assertThat(runs(whole)).isTrue();
  }

  /** Another digit, or a word in another's place. */
  private static String changed(String text, Random random) {
    List<Integer> digits = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        digits.add(i);
      }
    }
    int at = digits.get(random.nextInt(digits.size()));
    String other =
        switch (random.nextInt(6)) {
          case 0 -> "-1";
          case 1 -> "0";
          case 2 -> "2147483647";
          case 3 -> "x";
          default -> Integer.toString(random.nextInt(10));
        };
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private boolean runs(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("mutant"), bytes);
    TrainedModel model;
    try {
      model = TrainedModel.load(file);
    } catch (MenagerieException e) {
      assertThat(e.getMessage()).contains(file.toString()).endsWith(".");
      return false;
    }
    float[] logits = model.logits(new byte[Math.toIntExact(model.input().elements())]);
    assertThat(logits).hasSize(model.classes().size());
    return true;
  }

  private static Map<String, byte[]> entries(TrainedNetwork network) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelArchive.write(PlannedNetwork.of(network), out);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zipped(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
