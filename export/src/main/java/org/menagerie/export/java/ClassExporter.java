package org.menagerie.export.java;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Layer;

/** Writes the source of a class, and compiles it to see whether it is the same network. */
final class ClassExporter implements Exporter {
  private static final String ENDING = ".java";

  /** Names that Java keeps for itself, and those that would hide what the source uses. */
  private static final Set<String> TAKEN =
      Set.of("var", "yield", "record", "sealed", "permits", "java", "Parts");

  @Override
  public boolean canExpress(Layer layer) {
    return layer instanceof BuiltInLayer || layer instanceof Composite;
  }

  @Override
  public List<Path> write(TrainedNetwork network, Path file) throws IOException {
    String source = ClassSource.of(network, className(file));
    Files.writeString(file, source, US_ASCII);
    return List.of(file);
  }

  /**
   * The name of the class in a file.
   *
   * @throws MenagerieException if no class can have it
   */
  static String className(Path file) {
    String name = String.valueOf(file.getFileName());
    String shorter = name.endsWith(ENDING) ? name.substring(0, name.length() - 5) : "";
    if (shorter.contains(".")
        || !shorter.chars().allMatch(c -> c < 128)
        || !SourceVersion.isName(shorter, SourceVersion.RELEASE_17)
        || TAKEN.contains(shorter)
        || isOfLanguage(shorter)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "No class can be named as the file %s: name one like Digits.java with --output."
              .formatted(name));
    }
    return shorter;
  }

  private static boolean isOfLanguage(String name) {
    try {
      Class.forName("java.lang." + name, false, null);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  @Override
  public Optional<Exported> open(TrainedNetwork network, Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    return compiler == null
        ? Optional.empty()
        : Optional.of(
            CompiledClass.of(compiler, className(file), Files.readString(file, US_ASCII)));
  }

  @Override
  public String needs() {
    return "a JDK, and this Java is a JRE, without a compiler";
  }
}
