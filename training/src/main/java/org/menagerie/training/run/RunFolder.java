package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;

/**
 * A run on disk: {@code spec.json}, {@code events.jsonl} (one line per epoch), {@code result.json}
 * once it is finished, checkpoints and {@code log.txt}; or of a network that was imported, {@code
 * import.json} and its weights. Every file but the events appears whole.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /** Failures of something that had begun, which leave a log that says more. */
  private static final Set<ErrorCode> BROKE_OFF =
      EnumSet.of(ErrorCode.PLUGIN_BROKEN, ErrorCode.RUN_FAILED, ErrorCode.RUN_CRASHED);

  /** The JVM's own name for it; see its option ErrorFile. */
  private static final Pattern CRASH_REPORT = Pattern.compile("hs_err_pid\\d+\\.log");

  /** What is damaged stays, for whoever can mend it. */
  private static final String RESULT_REMEDY =
      "restore it from a copy, or give the run's command again, which makes it from the last whole checkpoint";

  /**
   * The folder for a new run of {@code spec}, made if need be: one of the same spec that did not
   * come to its end, or else the first free name. A run came to its end when its result and its
   * curves were stored; what it stored is never trained again or replaced.
   *
   * @throws MenagerieException if the folder cannot be made or written to
   */
  public static RunFolder forRun(Path runs, RunSpec spec) {
    RunFolder folder = new RunFolder(runs.resolve(spec.runName()));
    for (int copy = 2; Files.exists(folder.curves()) && folder.isFinished(spec); copy++) {
      folder = new RunFolder(runs.resolve(spec.runName() + "." + copy));
    }
    try {
      FileReplacement.createFolders(folder.path);
      // Those that were there may have been made by a process that ended before it forced them.
      FileReplacement.forceFolder(runs);
      FileReplacement.forceFolder(runs.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(folder.path, e);
    }
    try {
      FileReplacement.append(folder.log(), new byte[0]);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(folder.log(), e);
    }
    return folder;
  }

  /**
   * The folders in {@code runs} whose names differ from that of {@code spec} in nothing but the
   * hash: runs of its model, engine and seed, in the order of their names; none if they cannot be
   * listed.
   */
  public static List<RunFolder> alike(Path runs, RunSpec spec) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    String name = spec.runName();
    String start = name.substring(0, name.lastIndexOf('-') + 1);
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .filter(path -> String.valueOf(path.getFileName()).startsWith(start))
          .sorted()
          .map(RunFolder::new)
          .toList();
    } catch (IOException e) {
      // What cannot be listed is not found, and trained.
      return List.of();
    }
  }

  /**
   * Removes the folder after a refusal, unless something was trained in it: nothing began, and the
   * message says everything. After other failures the log says more, so it stays.
   */
  public void removeIfRefused(MenagerieException failure) {
    if (BROKE_OFF.contains(failure.code()) || holdsWork()) {
      return;
    }
    try {
      for (Path file : List.of(specFile(), events(), log(), status(), stopRequest(), lock())) {
        Files.deleteIfExists(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      // What cannot be removed is a folder too many, and no reason to hide the refusal.
      return;
    }
  }

  /** Whether anything is here that took time to make, whole or not. */
  private boolean holdsWork() {
    try {
      return (Files.exists(events()) && Files.size(events()) > 0)
          || Stream.of(
                  lastCheckpoint(),
                  lastRecord(),
                  previousCheckpoint(),
                  previousRecord(),
                  bestCheckpoint(),
                  resultFile())
              .anyMatch(Files::exists);
    } catch (IOException e) {
      // Who knows; so nothing is removed.
      return true;
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

  /** What takes the place of a result where a network was imported, and not trained. */
  public Path importFile() {
    return path.resolve("import.json");
  }

  public Path log() {
    return path.resolve("log.txt");
  }

  public Path curves() {
    return path.resolve("curves.svg");
  }

  /** Held by the process that trains here; see {@link RunLock}. */
  public Path lock() {
    return path.resolve("lock");
  }

  /** What becomes of the run until it has a result; see {@link RunStatus}. */
  public Path status() {
    return path.resolve("status.json");
  }

  /** Where it is, the process that trains here stops at its next checkpoint. */
  public Path stopRequest() {
    return path.resolve("stop");
  }

  /** What people call the run, one name on each line. */
  public Path tags() {
    return path.resolve("tags.txt");
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

  /**
   * Holds copies of the run's checkpoints, each in a folder, for as long as a training begins that
   * shares them with other machines; a copy has the files of the last and of the best.
   */
  public Path sharedCheckpoints() {
    return path.resolve("shared-checkpoints");
  }

  /** What the final network says of each test image; not there in runs of earlier versions. */
  public Path testProbabilities() {
    return path.resolve("test-probabilities.safetensors");
  }

  /**
   * Whether a file of this folder is one that trainings store: one of those above, what became of a
   * damaged one, or the crash report of a JVM. Links are not.
   */
  public boolean isOfARun(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && (CRASH_REPORT.matcher(name).matches()
            || files().anyMatch(own -> own.endsWith(name) || aside(own).endsWith(name)));
  }

  private Stream<Path> files() {
    return Stream.of(
        specFile(),
        events(),
        resultFile(),
        importFile(),
        log(),
        curves(),
        lock(),
        status(),
        stopRequest(),
        tags(),
        lastCheckpoint(),
        lastRecord(),
        previousCheckpoint(),
        previousRecord(),
        bestCheckpoint(),
        testProbabilities());
  }

  /** Whether there is a result; see {@link #isFinished(RunSpec)} for whether it is whole. */
  public boolean isFinished() {
    return Files.exists(resultFile());
  }

  /** Whether the network of this folder was imported, and not trained. */
  public boolean isImported() {
    return Files.exists(importFile()) && !isFinished();
  }

  /**
   * Whether the result of {@code spec} is here and whole. One that is damaged, or of another run,
   * does not count: training mends it from the checkpoint.
   *
   * @throws MenagerieException if there is a result that cannot be read
   */
  public boolean isFinished(RunSpec spec) {
    Optional<byte[]> stored = OutputFiles.read(resultFile());
    return stored.isPresent() && ResultJson.isWhole(stored.get(), spec.runName());
  }

  /**
   * Moves a file that is damaged out of the way, to a name that says so, and replaces what has that
   * name.
   *
   * @return its new name
   * @throws MenagerieException if that fails
   */
  public Path setAside(Path file) {
    Path aside = aside(file);
    try {
      FileReplacement.rename(file, aside);
      FileReplacement.forceFolder(path);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(aside, e);
    }
    return aside;
  }

  private static Path aside(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = Math.max(0, name.lastIndexOf('.'));
    return file.resolveSibling(name.substring(0, dot) + ".damaged" + name.substring(dot));
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
        "restore it from a copy, or give the run's command again, which writes it again");
  }

  /**
   * Reads {@code result.json}.
   *
   * @throws MenagerieException if it is missing or unreadable, or holds what cannot be, such as an
   *     accuracy of 1000 or the result of another run
   */
  public RunResult readResult() {
    byte[] stored = StoredJson.bytes(resultFile());
    RunResult result =
        StoredJson.read(resultFile(), stored, RunResult.class, StoredChecks::result, RESULT_REMEDY);
    if (!ResultJson.hasRightChecksum(stored)) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot read %s: it is not what was written, by its checksum; %s."
              .formatted(resultFile(), RESULT_REMEDY));
    }
    String run = result.spec().runName();
    String beside = Files.exists(specFile()) ? nameInSpec(result.spec()) : run;
    if (!run.equals(beside)) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot read %s: it is of the run %s, and spec.json beside it of %s; %s."
              .formatted(resultFile(), run, beside, RESULT_REMEDY));
    }
    return result;
  }

  /**
   * Reads {@code import.json}.
   *
   * @throws MenagerieException if it is missing or unreadable, or holds what cannot be
   */
  public ImportedNetwork readImport() {
    return StoredJson.read(
        importFile(),
        ImportedNetwork.class,
        StoredChecks::imported,
        "restore it from a copy, or import the network again");
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

  public void writeImport(ImportedNetwork imported) {
    writeJson(importFile(), imported);
  }

  public void writeResult(RunResult result) {
    writeJson(resultFile(), ResultJson.of(result));
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
    Optional<byte[]> stored = OutputFiles.read(events());
    if (stored.isEmpty() || !Arrays.equals(stored.get(), lines)) {
      OutputFiles.write(events(), out -> out.write(lines));
    }
  }

  private static String eventLine(EpochMetrics epoch) {
    try {
      return RunJson.compact().writeValueAsString(epoch) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics are always written as JSON", e);
    }
  }

  /** What was last known of a run without a result; none if that cannot be read. */
  public Optional<RunStatus> readStatus() {
    try {
      return Files.exists(status())
          ? Optional.of(
              StoredJson.parse(
                  StoredJson.bytes(status()), RunStatus.class, StoredValue::requireObject))
          : Optional.empty();
    } catch (MenagerieException | StoredValue.Refusal e) {
      // It is for those who look on, and being replaced right now perhaps.
      return Optional.empty();
    }
  }

  public void writeStatus(RunStatus status) {
    writeJson(status(), status);
  }

  /** Removes status and request, as where a training begins, or the result says all. */
  public void clearStatus() {
    try {
      Files.deleteIfExists(stopRequest());
      Files.deleteIfExists(status());
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(status(), e);
    }
  }

  /** Asks the process that trains here, if there is one, to stop at its next checkpoint. */
  public void requestStop() {
    OutputFiles.write(stopRequest(), out -> {});
  }

  private void writeJson(Path file, Object value) {
    OutputFiles.write(file, out -> RunJson.pretty().writeValue(out, value));
  }
}
