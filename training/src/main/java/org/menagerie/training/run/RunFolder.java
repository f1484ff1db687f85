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

  /** What is damaged stays, for whoever can mend it. */
  private static final String RESULT_REMEDY =
      "restore it from a copy, or rename it and give the run's command again, which resumes from the last whole checkpoint";

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
    return StoredJson.read(
        specFile(),
        RunSpec.class,
        StoredChecks::spec,
        "restore it from a copy, or give the run's command again, which writes it anew");
  }

  /**
   * Reads {@code result.json}.
   *
   * @throws MenagerieException if it is missing or unreadable, or holds what cannot be, such as an
   *     accuracy of 1000 or the result of another run
   */
  public RunResult readResult() {
    RunResult result =
        StoredJson.read(resultFile(), RunResult.class, StoredChecks::result, RESULT_REMEDY);
    if (Files.exists(specFile()) && !result.spec().runName().equals(nameInSpec(result.spec()))) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot read %s: it is of the run %s, and spec.json beside it of %s; %s."
              .formatted(
                  resultFile(), result.spec().runName(), nameInSpec(result.spec()), RESULT_REMEDY));
    }
    return result;
  }

  /**
   * The run that spec.json is of; the result's own where it cannot be read, since that says all.
   */
  private String nameInSpec(RunSpec otherwise) {
    try {
      return readSpec().runName();
    } catch (MenagerieException e) {
      return otherwise.runName();
    }
  }

  public void writeSpec(RunSpec spec) {
    writeJson(specFile(), spec);
  }

  public void writeResult(RunResult result) {
    writeJson(resultFile(), result);
  }

  /** The recorded epochs, up to the first line that was cut off or cannot be. */
  public List<EpochMetrics> readEvents() {
    List<EpochMetrics> history = new ArrayList<>();
    if (!Files.exists(events())) {
      return history;
    }
    // Bytes that are no UTF-8 become characters that are no JSON.
    for (String line : new String(StoredJson.bytes(events()), UTF_8).lines().toList()) {
      int number = history.size() + 1;
      try {
        history.add(
            StoredJson.parse(
                line.getBytes(UTF_8),
                EpochMetrics.class,
                epoch -> StoredChecks.epoch(epoch, number)));
      } catch (StoredValue.Refusal e) {
        // A crash can cut the line being written; the epochs before it stand.
        return history;
      }
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
    if (Files.exists(events()) && Arrays.equals(StoredJson.bytes(events()), lines)) {
      return;
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
}
