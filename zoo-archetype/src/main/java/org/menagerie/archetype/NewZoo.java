package org.menagerie.archetype;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A Maven project with a first model in it, as {@code mvn archetype:generate} makes it of this jar.
 *
 * @param name of the zoo and of the project
 * @param packageName of its classes; its group too
 * @param menagerieVersion what it is compiled against
 * @param menagerieRepository where Maven finds that
 */
public record NewZoo(
    String name, String packageName, String menagerieVersion, URI menagerieRepository) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /** What a plug-in's class loader takes from elsewhere. */
  private static final List<String> RESERVED =
      List.of("java.", "org.menagerie.api.", "org.menagerie.engine.djl.block.");

  /**
   * Checks the names.
   *
   * @throws MenagerieException if one of them cannot be used
   */
  public NewZoo {
    if (!NAME.matcher(name).matches()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "A zoo cannot be called \"%s\": use lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit."
              .formatted(name));
    }
    if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "\"%s\" is not the name of a Java package; write it like com.example.zoo."
              .formatted(packageName));
    }
    if (RESERVED.stream().anyMatch((packageName + ".")::startsWith)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The package %s belongs to others, and classes of yours would not be found in it; write it like com.example.zoo."
              .formatted(packageName));
    }
  }

  /**
   * Writes the project.
   *
   * @param folder is made if need be
   * @throws MenagerieException if there is something in it already, or it cannot be written
   */
  public void writeTo(Path folder) {
    requireRoom(folder);
    try {
      for (TemplateFile file : TemplateFile.all()) {
        Path target = folder.resolve(file.path(packageName));
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, file.filledIn(values()));
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void requireRoom(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> contents = Files.list(folder)) {
      if (contents.findAny().isPresent()) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "%s is not empty: name another folder with --dir, or empty this one."
                .formatted(folder));
      }
    } catch (NotDirectoryException e) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is a file: name another folder with --dir.".formatted(folder),
          e);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static MenagerieException unwritable(Path folder, IOException e) {
    return new MenagerieException(
        ErrorCode.OUTPUT_UNWRITABLE,
        "The project cannot be written to %s (%s).".formatted(folder, e),
        e);
  }

  /** By the names that Maven's archetype plugin gives them. */
  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("groupId", packageName);
    values.put("artifactId", name);
    values.put("version", "0.1.0");
    values.put("package", packageName);
    values.put("packageInPathFormat", packageName.replace('.', '/'));
    values.put("menagerieVersion", menagerieVersion);
    values.put("menagerieRepository", menagerieRepository.toString());
    return values;
  }
}
