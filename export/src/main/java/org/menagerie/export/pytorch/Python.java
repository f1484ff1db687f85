package org.menagerie.export.pytorch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.export.source.Program;

/**
 * An interpreter of Python that has PyTorch.
 *
 * @param command its path or name
 * @param version of PyTorch
 */
record Python(String command, String version) {
  /** The first that the path leads to, or the system's. */
  static Optional<Python> withTorch() throws IOException {
    return Stream.of("python3", "/usr/bin/python3", "python")
        .flatMap(
            command ->
                tried(command, "import torch; print(torch.__version__)").stream()
                    .map(version -> new Python(command, version)))
        .findFirst();
  }

  private static Optional<String> tried(String command, String script) {
    try {
      return Optional.of(Program.run(List.of(command, "-c", script)).strip());
    } catch (IOException e) {
      // No such interpreter, or it lacks PyTorch: perhaps the next one.
      return Optional.empty();
    }
  }

  /**
   * Runs a script.
   *
   * @return what it printed
   * @throws IOException if it fails, with what it said in the end
   */
  String run(String script, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(command, "-c", script));
    words.addAll(List.of(arguments));
    return Program.run(words);
  }
}
