package org.menagerie.training.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;

/**
 * Copies of a run's checkpoints that were stored where other machines reach them, and brought into
 * the run's folder. A copy may be torn, or of something else: it counts by its checksums alone.
 *
 * @param folder of the run
 * @param copies each like the folder of a run
 */
record SharedCheckpoints(RunFolder folder, List<RunFolder> copies) {

  static SharedCheckpoints in(RunFolder folder) {
    if (!Files.isDirectory(folder.sharedCheckpoints())) {
      return new SharedCheckpoints(folder, List.of());
    }
    try (Stream<Path> listed = Files.list(folder.sharedCheckpoints())) {
      return new SharedCheckpoints(folder, listed.sorted().map(RunFolder::new).toList());
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(folder.sharedCheckpoints(), e);
    }
  }

  boolean isNone() {
    return copies.isEmpty();
  }

  /**
   * Makes the newest copy the folder's last checkpoint, if it is of a later epoch.
   *
   * @param own the epoch of what is there
   * @param look finds what is whole in a copy
   * @return a sentence on each copy that was passed over
   */
  List<String> adopt(int own, Function<RunFolder, CheckpointStore.Found> look) {
    List<String> sentences = new ArrayList<>();
    int newest = own;
    Optional<RunFolder> adopted = Optional.empty();
    for (RunFolder copy : copies) {
      try {
        CheckpointStore.Found found = look.apply(copy);
        Optional<String> problem =
            found.epoch() == 0
                ? Optional.of("it is damaged or of another run")
                : found.difference().map("it was made from other "::concat);
        if (problem.isPresent()) {
          sentences.add(passedOver(problem.get()));
        } else if (found.epoch() > newest) {
          newest = found.epoch();
          adopted = Optional.of(copy);
        }
      } catch (MenagerieException e) {
        sentences.add(passedOver("it cannot be read"));
      }
    }
    adopted.ifPresent(this::move);
    return sentences.stream().distinct().toList();
  }

  private static String passedOver(String why) {
    return "A shared checkpoint was passed over: %s.".formatted(why);
  }

  private void move(RunFolder copy) {
    try {
      // The record last, by which the others count.
      if (Files.exists(copy.bestCheckpoint())) {
        FileReplacement.rename(copy.bestCheckpoint(), folder.bestCheckpoint());
      }
      FileReplacement.rename(copy.lastCheckpoint(), folder.lastCheckpoint());
      FileReplacement.rename(copy.lastRecord(), folder.lastRecord());
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(folder.path(), e);
    }
  }
}
