package org.menagerie.cluster.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.cluster.RemoteStorage;

/** What Hadoop's file systems reach, in a process that has Spark's jars and settings. */
@AutoService(RemoteStorage.class)
public final class HadoopStorage implements RemoteStorage {
  private static final String MAIN = "org.menagerie.cluster.spark.driver.BringMain";

  @Override
  public void bring(String uri, Path target) {
    SparkHome home = SparkHome.findFor(uri);
    try {
      Path log = Files.createTempFile("menagerie-", ".log");
      try {
        bring(home, uri, target, log);
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Cannot start Spark (%s).".formatted(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MenagerieException(ErrorCode.RUN_FAILED, "Stopped reading %s.".formatted(uri), e);
    }
  }

  private static void bring(SparkHome home, String uri, Path target, Path log)
      throws IOException, InterruptedException {
    Process process =
        home.submit(
                List.of(
                    "--master",
                    "local",
                    "--class",
                    MAIN,
                    SparkHome.ownJar().toString(),
                    uri,
                    target.toString()),
                log)
            .start();
    process.getOutputStream().close();
    String why = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot read %s (%s); Hadoop's settings are looked for in HADOOP_CONF_DIR and in %s, and what knows such addresses in %s."
              .formatted(
                  uri,
                  why.isEmpty() ? lastLine(log) : why,
                  home.folder().resolve("conf/spark-defaults.conf"),
                  home.folder().resolve("jars")));
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, UTF_8);
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
  }
}
