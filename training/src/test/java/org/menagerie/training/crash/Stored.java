package org.menagerie.training.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/** All that a run leaves behind but its times. */
record Stored(RunResult result, List<Byte> last, List<Byte> best, String curves) {
  static Stored of(RunFolder folder) throws IOException {
    return new Stored(
        SmallRun.withoutTimes(folder.readResult()),
        bytes(folder.lastCheckpoint()),
        bytes(folder.bestCheckpoint()),
        Files.readString(folder.curves()));
  }

  /** What differs, as sentences. */
  List<String> differences(Stored other) {
    List<String> found = new ArrayList<>();
    if (!result.equals(other.result)) {
      found.add("the result differs");
    }
    if (!last.equals(other.last)) {
      found.add("the last checkpoint differs");
    }
    if (!best.equals(other.best)) {
      found.add(best.isEmpty() ? "the best checkpoint is missing" : "the best checkpoint differs");
    }
    if (!curves.equals(other.curves)) {
      found.add("the curves differ");
    }
    return found;
  }

  private static List<Byte> bytes(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Byte> list = new ArrayList<>();
    for (byte b : Files.readAllBytes(file)) {
      list.add(b);
    }
    return list;
  }
}
