package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;

/**
 * A run on disk: {@code spec.json}, {@code events.jsonl} (one line per epoch), {@code result.json}
 * once it is finished, checkpoints and {@code log.txt}. Every file but the events appears whole.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /** The exit code for wrong usage. */
  private static final int REFUSED = ErrorCode.INVALID_ARGUMENT.exitCode();

  /**
   * The folder for a new run of {@code spec}, made if need be: an unfinished one of the same spec,
   * which is resumed, or else the first free name. Finished runs are never written to.
   *
   * @throws MenagerieException if the folder cannot be made or written to
   */
  public static RunFolder forRun(Path runs, RunSpec spec) {
    RunFolder folder = new RunFolder(runs.resolve(spec.runName()));
    for (int copy = 2; folder.isFinished(); copy++) {
      folder = new RunFolder(runs.resolve(spec.runName() + "." + copy));
    }
    try {
      Files.createDirectories(folder.path);
      FileReplacement.append(folder.log(), new byte[0]);
      FileReplacement.forceFolder(runs);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(folder.path, e);
    }
    return folder;
  }

  /**
   * Removes the folder after a refusal, unless something was trained in it: nothing began, and the
   * message says everything. After other failures the log says more, so it stays.
   */
  public void removeIfRefused(MenagerieException failure) {
    boolean begun = !readEvents().isEmpty() || Files.exists(lastCheckpoint()) || isFinished();
    if (failure.code().exitCode() != REFUSED || begun) {
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      // What cannot be removed is a folder too many, and no reason to hide the refusal.
      return;
    }
  }

  public Path specFile() {
    return path.resolve("spec.json");
  }

  public Path events() {
    return path.resolve("events.jsonl");
  }

  public Path resultFile() {
    return path.resolve("result.json");
  }

  public Path log() {
    return path.resolve("log.txt");
  }

  public Path curves() {
    return path.resolve("curves.svg");
  }

  public Path lastCheckpoint() {
    return path.resolve("checkpoint-last.safetensors");
  }

  /** What the last checkpoint belongs to, and by what it is known to be whole. */
  public Path lastRecord() {
    return path.resolve("checkpoint-last.json");
  }

  /** The one before the last, for when that is damaged. */
  public Path previousCheckpoint() {
    return path.resolve("checkpoint-previous.safetensors");
  }

  /** What the previous checkpoint belongs to. */
  public Path previousRecord() {
    return path.resolve("checkpoint-previous.json");
  }

  public Path bestCheckpoint() {
    return path.resolve("checkpoint-best.safetensors");
  }

  public boolean isFinished() {
    return Files.exists(resultFile());
  }

  /**
   * Reads {@code spec.json}.
   *
   * @throws MenagerieException if it is missing or not a spec
   */
  public RunSpec readSpec() {
    return readJson(specFile(), RunSpec.class);
  }

  /**
   * Reads {@code result.json}.
   *
   * @throws MenagerieException if it is missing or not a result
   */
  public RunResult readResult() {
    return readJson(resultFile(), RunResult.class);
  }

  public void writeSpec(RunSpec spec) {
    writeJson(specFile(), spec);
  }

  public void writeResult(RunResult result) {
    writeJson(resultFile(), result);
  }

  /** The recorded epochs; a last line that was cut off is left out. */
  public List<EpochMetrics> readEvents() {
    if (!Files.exists(events())) {
      return List.of();
    }
    List<EpochMetrics> history = new ArrayList<>();
    try {
      // Bytes that are no UTF-8 become characters that are no JSON.
      for (String line : new String(Files.readAllBytes(events()), UTF_8).lines().toList()) {
        history.add(RunJson.compact().readValue(line, EpochMetrics.class));
      }
    } catch (JsonProcessingException e) {
      // A crash can cut the line being written; the epochs before it stand.
      return history;
    } catch (IOException e) {
      throw unreadable(events(), e);
    }
    return history;
  }

  /** Adds one epoch, which is on disk when this returns. */
  public void appendEvent(EpochMetrics epoch) {
    try {
      FileReplacement.append(events(), eventLine(epoch).getBytes(UTF_8));
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(events(), e);
    }
  }

  /** Makes {@code history} the recorded epochs, whatever stands there. */
  public void rewriteEvents(List<EpochMetrics> history) {
    byte[] lines = history.stream().map(RunFolder::eventLine).collect(joining()).getBytes(UTF_8);
    try {
      if (Files.exists(events()) && Arrays.equals(Files.readAllBytes(events()), lines)) {
        return;
      }
    } catch (IOException e) {
      throw unreadable(events(), e);
    }
    OutputFiles.write(events(), out -> out.write(lines));
  }

  private static String eventLine(EpochMetrics epoch) {
    try {
      return RunJson.compact().writeValueAsString(epoch) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics are always written as JSON", e);
    }
  }

  private void writeJson(Path file, Object value) {
    OutputFiles.write(file, out -> RunJson.pretty().writeValue(out, value));
  }

  private static <T> T readJson(Path file, Class<T> type) {
    try {
      return RunJson.compact().readValue(Files.readAllBytes(file), type);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static MenagerieException unreadable(Path file, IOException e) {
    String why = Files.exists(file) ? "it is damaged or of another version" : "there is none";
    return new MenagerieException(
        ErrorCode.RESULT_UNREADABLE, "Cannot read %s: %s.".formatted(file, why), e);
  }
}
