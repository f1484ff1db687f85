package org.menagerie.runner.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser without a window.
 *
 * @param program its name
 * @param folder what it keeps for itself
 */
public record Browser(String program, Path folder) {
  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  /**
   * The first that is on the path; a test is skipped where there is none.
   *
   * @param what is not tried then
   */
  public static Browser orSkip(String what, Path folder) {
    Optional<String> found = PROGRAMS.stream().filter(Browser::isOnPath).findFirst();
    assumeTrue(
        found.isPresent(),
        "%s is not tried in a browser: none of %s is on the path.".formatted(what, PROGRAMS));
    return new Browser(found.orElseThrow(), folder);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** A page to look at and to work with, in a window of that width and height, in pixels. */
  public Tab tab(URI page, int width, int height) throws IOException, InterruptedException {
    return Tab.open(program, folder.resolve("tab"), page, width, height);
  }

  /** The document after its scripts have run for five seconds. */
  public String document(URI page) throws IOException, InterruptedException {
    return document(page, 1400, 1000);
  }

  /** The same in a window of other width and height, in pixels. */
  public String document(URI page, int width, int height) throws IOException, InterruptedException {
    Path dom = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("browser"),
                "--window-size=%d,%d".formatted(width, height),
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toString())
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(dom, UTF_8);
  }
}
