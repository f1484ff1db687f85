package org.menagerie.training.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.RunSpec;

/**
 * What a machine that trains a shard leaves for whoever puts the shards together: the whole plan,
 * by the names of its runs, and how it was cut. Stored as {@code
 * sweep-<plan>/shard-<number>-of-<shards>/shard.json} in the folder of the runs.
 *
 * @param schemaVersion of this file
 * @param plan SHA-256 of the names of the plan's runs, of which the sweep's folder has the first
 *     digits
 * @param shard that was trained
 * @param shards how many there are
 * @param threads of each run
 * @param runs all runs of the plan, in its order
 */
public record ShardFile(
    int schemaVersion, String plan, int shard, int shards, int threads, List<Member> runs) {
  private static final int SCHEMA_VERSION = 1;
  private static final String FILE = "shard.json";
  private static final String SHARDS = "shard-*-of-*";

  /**
   * A run of the plan.
   *
   * @param run its name, which ends in the hash of its specification
   * @param shard to which it belongs
   */
  public record Member(String run, int shard) {}

  /** Checks that the file is about the plan that it names. */
  public ShardFile {
    runs = List.copyOf(runs);
    var unusedCheck = new Shard(shard, shards);
    for (Member member : runs) {
      var unusedToo = new Shard(member.shard, shards);
    }
    if (!hash(runs.stream().map(Member::run).toList()).equals(plan)) {
      throw new IllegalArgumentException("its runs are not those of the plan that it names");
    }
  }

  static ShardFile of(SweepPlan plan, Cut cut, Shard shard) {
    List<RunSpec> runs = plan.runs();
    return new ShardFile(
        SCHEMA_VERSION,
        plan.hash(),
        shard.number(),
        shard.of(),
        runs.stream().mapToInt(RunSpec::threads).findFirst().orElse(1),
        IntStream.range(0, runs.size())
            .mapToObj(run -> new Member(runs.get(run).runName(), cut.numbers().get(run)))
            .toList());
  }

  /** SHA-256 of names of runs. */
  static String hash(List<String> runs) {
    return Sha256.of(runs.stream().collect(joining("\n")).getBytes(UTF_8));
  }

  /**
   * Writes the file.
   *
   * @param out folder of the runs
   * @return the shard's own folder
   * @throws MenagerieException if it cannot be written, or if another shard of the same plan is
   *     there that was cut otherwise
   */
  public static Path write(SweepPlan plan, Cut cut, Shard shard, Path out) {
    Path sweep = out.resolve(plan.name());
    Path folder = sweep.resolve("shard-" + shard.number() + "-of-" + shard.of());
    ShardFile file = of(plan, cut, shard);
    for (ShardFile other : besides(folder, sweep)) {
      if (other.shards == file.shards && !other.runs.equals(file.runs)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "Shard %d/%d in %s was cut by other times than this one, so that runs would be left out or trained twice; give each shard the same --shard-times, or choose another folder with --out."
                .formatted(other.shard, other.shards, sweep));
      }
    }
    // No file that another machine writes too: it would take our temporary file for abandoned.
    OutputFiles.write(folder.resolve(FILE), json -> RunJson.pretty().writeValue(json, file));
    return folder;
  }

  /**
   * All that lie in a folder of runs, by name; none if there is no such folder.
   *
   * @throws MenagerieException if one cannot be read
   */
  public static List<ShardFile> in(Path out) {
    return folders(out, "sweep-*").stream().flatMap(sweep -> inSweep(sweep).stream()).toList();
  }

  /** Those of other shards, and this one's own unless it is damaged and so written again. */
  private static List<ShardFile> besides(Path own, Path sweep) {
    List<Path> folders = new ArrayList<>(folders(sweep, SHARDS));
    try {
      read(List.of(own));
    } catch (MenagerieException e) {
      folders.remove(own);
    }
    return read(folders);
  }

  private static List<ShardFile> inSweep(Path sweep) {
    return read(folders(sweep, SHARDS));
  }

  private static List<ShardFile> read(List<Path> folders) {
    return folders.stream()
        .map(folder -> folder.resolve(FILE))
        .filter(Files::exists)
        .map(ShardFile::read)
        .toList();
  }

  private static List<Path> folders(Path parent, String glob) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, glob)) {
        children.forEach(found::add);
      } catch (IOException e) {
        throw new MenagerieException(
            ErrorCode.RESULT_UNREADABLE,
            "Cannot list %s (%s); make it readable.".formatted(parent, e),
            e);
      }
    }
    found.sort(null);
    return found;
  }

  private static ShardFile read(Path file) {
    byte[] json = OutputFiles.read(file).orElseThrow();
    try {
      return RunJson.compact().readValue(json, ShardFile.class);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot read %s: it is damaged; the command that trained the shard writes it again."
              .formatted(file),
          e);
    }
  }
}
