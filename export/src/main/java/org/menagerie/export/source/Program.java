package org.menagerie.export.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of this machine that compiles or runs what was exported. */
public final class Program {
  private Program() {}

  /**
   * Runs a program to its end, without input.
   *
   * @return what it printed
   * @throws IOException if there is none or it fails, with what it said in the end
   */
  public static String run(List<String> words) throws IOException {
    Path errors = Files.createTempFile("menagerie-program", ".txt");
    try {
      Process process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        List<String> said = Files.readAllLines(errors, UTF_8);
        throw new IOException(said.isEmpty() ? "it failed" : said.get(said.size() - 1));
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    } finally {
      Files.deleteIfExists(errors);
    }
  }
}
