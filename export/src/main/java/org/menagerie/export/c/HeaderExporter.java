package org.menagerie.export.c;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Layer;
import org.menagerie.export.quantize.ByTrainingImages;

/**
 * Writes a header, and compiles it to see whether it is the same network.
 *
 * @param compilers that may be here, the first that is there to be taken
 * @param calibration what it has to see before it writes
 * @param source prints the header
 */
record HeaderExporter(
    List<List<String>> compilers, Optional<Calibration> calibration, Source source)
    implements Exporter {
  private static final String ENDING = ".h";

  /** A leading underscore belongs to the compiler. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** Headers of the language, which one of the same name would hide. */
  private static final Set<String> TAKEN =
      Set.of(
          "assert",
          "complex",
          "ctype",
          "errno",
          "fenv",
          "float",
          "inttypes",
          "iso646",
          "limits",
          "locale",
          "math",
          "setjmp",
          "signal",
          "stdarg",
          "stdbool",
          "stddef",
          "stdint",
          "stdio",
          "stdlib",
          "string",
          "tgmath",
          "time",
          "wchar",
          "wctype");

  /** Prints headers. */
  interface Source {
    /**
     * The whole file, in ASCII.
     *
     * @param name what its names begin with
     */
    String of(TrainedNetwork network, String name);
  }

  /** Writes 32-bit floats. */
  static HeaderExporter ofFloats(List<List<String>> compilers) {
    return new HeaderExporter(compilers, Optional.empty(), HeaderSource::of);
  }

  /** Writes levels of 8 bits, once it has been calibrated. */
  static HeaderExporter ofLevels(List<List<String>> compilers) {
    return new HeaderExporter(
        compilers,
        Optional.of(
            new ByTrainingImages(
                plan ->
                    new HeaderExporter(
                        compilers,
                        Optional.empty(),
                        (network, name) -> LevelSource.of(plan, network, name)))),
        (network, name) -> {
          throw new IllegalStateException("levels are not chosen yet");
        });
  }

  @Override
  public boolean canExpress(Layer layer) {
    return layer instanceof BuiltInLayer || layer instanceof Composite;
  }

  @Override
  public List<Path> write(TrainedNetwork network, Path file) throws IOException {
    Files.writeString(file, source.of(network, name(file)), US_ASCII);
    return List.of(file);
  }

  /**
   * What the names in a header begin with.
   *
   * @throws MenagerieException if no name can
   */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    String shorter = name.endsWith(ENDING) ? name.substring(0, name.length() - 2) : "";
    if (!IDENTIFIER.matcher(shorter).matches() || TAKEN.contains(shorter)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "No header can be named as the file %s: name one like digits.h with --output."
              .formatted(name));
    }
    return shorter;
  }

  @Override
  public Optional<Exported> open(TrainedNetwork network, Path file) throws IOException {
    Optional<CCompiler> compiler = CCompiler.first(compilers);
    return compiler.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CompiledHeader.of(
                compiler.get(), name(file), Files.readString(file, US_ASCII), network));
  }

  @Override
  public String needs() {
    return "a C compiler as CC, cc or gcc";
  }
}
