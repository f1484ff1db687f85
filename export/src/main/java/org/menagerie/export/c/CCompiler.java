package org.menagerie.export.c;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.menagerie.export.source.Program;

/**
 * A compiler of C for this machine.
 *
 * @param command its path or name, and options
 * @param version what it says that it is
 */
record CCompiler(List<String> command, String version) {
  private static final List<String> STRICT =
      List.of("-std=c99", "-O2", "-Wall", "-Wextra", "-Werror", "-pedantic");

  /**
   * Commands to try, in order.
   *
   * @param chosen by the variable {@code CC}, which may have options; null if it is not set
   */
  static List<List<String>> candidates(@Nullable String chosen) {
    return Stream.of(chosen == null ? "" : chosen.strip(), "cc", "gcc")
        .filter(command -> !command.isEmpty())
        .map(command -> List.of(command.split("\\s+")))
        .toList();
  }

  /** The first that is there. */
  static Optional<CCompiler> first(List<List<String>> candidates) {
    return candidates.stream().flatMap(command -> tried(command).stream()).findFirst();
  }

  private static Optional<CCompiler> tried(List<String> command) {
    try {
      return Program.run(with(command, List.of("--version")))
          .lines()
          .findFirst()
          .map(version -> new CCompiler(command, version));
    } catch (IOException e) {
      // There is no such compiler: perhaps the next one.
      return Optional.empty();
    }
  }

  /**
   * Compiles a program as strictly as users may, with all warnings as errors.
   *
   * @throws IOException if it cannot be compiled
   */
  void compile(Path program, List<Path> sources) throws IOException {
    List<String> options = new ArrayList<>(STRICT);
    options.addAll(List.of("-o", program.toString()));
    sources.forEach(source -> options.add(source.toString()));
    options.add("-lm");
    try {
      Program.run(with(command, options));
    } catch (IOException e) {
      throw new IOException("it does not compile: " + e.getMessage(), e);
    }
  }

  private static List<String> with(List<String> command, List<String> options) {
    return Stream.concat(command.stream(), options.stream()).toList();
  }
}
