package org.menagerie.inference.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.inference.SampleNetworks;
import org.menagerie.inference.plan.PlannedNetwork;

class ModelArchiveTest {
  private static final int MOST = 1 << 20;

  @TempDir private Path folder;

  @Test
  void smallFilesUnpackToNoMoreThanTheyMay() throws IOException {
    Path file = folder.resolve("zeros.menagerie");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("weights.f32"));
      zip.write(new byte[MOST]);
    }

    assertThat(Files.size(file)).isLessThan(MOST / 100);
    assertThatThrownBy(() -> ModelArchive.read(file, MOST))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "Cannot read the model %s: it unpacks to 1,048,576 bytes or more; if you trust it, give the program more memory (java -Xmx).",
            file);
  }

  @Test
  void readsWhatUnpacksToLess() throws IOException {
    PlannedNetwork network = PlannedNetwork.of(SampleNetworks.all().findFirst().orElseThrow());
    Path file = folder.resolve("network.menagerie");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelArchive.write(network, out);
    }

    assertThat(ModelArchive.read(file, MOST).plan()).isEqualTo(network.plan());
  }
}
