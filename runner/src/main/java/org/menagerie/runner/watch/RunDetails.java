package org.menagerie.runner.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.text.SafeText;

/**
 * What the page shows of one run when it is asked.
 *
 * @param folder of the run
 * @param reason why it failed
 * @param settings all of them
 * @param log the end of what its training printed
 * @param cut whether the log has more before it
 */
record RunDetails(
    String folder, Optional<String> reason, Map<String, String> settings, String log, boolean cut) {
  private static final int MOST_BYTES = 64 << 10;

  static RunDetails of(LiveRun run) {
    Map<String, String> settings = new TreeMap<>(RecipeSettings.values(run.spec().recipe()));
    settings.put("model", run.spec().modelId());
    settings.put("engine", run.spec().engine());
    settings.put("dataset", run.spec().dataset());
    settings.put("recipe", run.spec().recipe().name());
    settings.put("seed", String.valueOf(run.spec().seed()));
    settings.put("threads", String.valueOf(run.spec().threads()));
    settings.replaceAll((key, value) -> SafeText.plain(value));
    Path log = run.folder().log();
    return new RunDetails(
        SafeText.plain(run.folder().path().toString()),
        run.reason().map(Watch::lines),
        settings,
        Watch.lines(end(log)),
        isCut(log));
  }

  private static boolean isCut(Path log) {
    return log.toFile().length() > MOST_BYTES;
  }

  private static String end(Path log) {
    try (SeekableByteChannel file = Files.newByteChannel(log)) {
      file.position(Math.max(0, file.size() - MOST_BYTES));
      ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = file.read(bytes);
      }
      return new String(bytes.array(), 0, bytes.position(), UTF_8);
    } catch (IOException e) {
      // No log yet.
      return "";
    }
  }
}
