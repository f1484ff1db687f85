package org.menagerie.cluster.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.cluster.spark.wire.RunRequest;
import org.menagerie.data.io.Sha256;
import org.menagerie.plugins.PluginSources;

/**
 * Menagerie as it travels to nodes: the jars of this process, folders of plug-ins and files of
 * models, in one archive with one checksum. Native libraries of engines that are not asked for stay
 * here.
 */
final class Archive {
  private static final List<String> NATIVE = List.of("pytorch", "mxnet");

  private final List<Path> jars;
  private final PluginSources plugins;

  private Archive(List<Path> jars, PluginSources plugins) {
    this.jars = jars;
    this.plugins = plugins;
  }

  /**
   * That of this process.
   *
   * @throws MenagerieException if this process does not run from jars
   */
  static Archive of(PluginSources plugins, Set<String> engines) {
    List<Path> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (!Files.isRegularFile(jar)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "Only jars can travel to a cluster, and %s is none; start the runner of a distribution."
                .formatted(jar));
      }
      if (isNeeded(String.valueOf(jar.getFileName()), engines)) {
        jars.add(jar);
      }
    }
    return new Archive(jars, plugins);
  }

  private static boolean isNeeded(String jar, Set<String> engines) {
    return !jar.startsWith("onnxruntime-")
        && NATIVE.stream()
            .noneMatch(engine -> jar.startsWith(engine + "-native-") && !engines.contains(engine));
  }

  /** Writes it; its SHA-256. */
  String write(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      // Jars are compressed already.
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Path jar : jars) {
        add(zip, "lib/" + jar.getFileName(), jar);
      }
      List<Path> directories = plugins.directories();
      for (int i = 0; i < directories.size(); i++) {
        addAll(zip, "plugins/" + i + "/", directories.get(i));
      }
      List<Path> models = plugins.models();
      for (int i = 0; i < models.size(); i++) {
        add(zip, "models/" + i + "/" + models.get(i).getFileName(), models.get(i));
      }
    }
    return Sha256.hex(digest.digest());
  }

  private static void addAll(ZipOutputStream zip, String prefix, Path directory)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> walked = Files.walk(directory)) {
      for (Path file : walked.filter(Files::isRegularFile).sorted().toList()) {
        String relative = directory.relativize(file).toString().replace(File.separatorChar, '/');
        add(zip, prefix + relative, file);
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    Files.copy(file, zip);
    zip.closeEntry();
  }

  /**
   * A command of this machine as a node can run it: without the path of Java, and with the places
   * that things have there. Data keep theirs.
   */
  List<String> translated(List<String> command, Path folder) {
    String here = folder.toAbsolutePath().toString();
    List<String> words = new ArrayList<>();
    for (String word : command.subList(1, command.size())) {
      if (word.equals(System.getProperty("java.class.path"))) {
        words.add(classPath());
      } else {
        words.add(plugin(word).orElseGet(() -> word.replace(here, RunRequest.FOLDER)));
      }
    }
    return words;
  }

  private String classPath() {
    return String.join(
        ":", jars.stream().map(jar -> RunRequest.HOME + "/lib/" + jar.getFileName()).toList());
  }

  /** The argument for a source of plug-ins, if it is one. */
  private Optional<String> plugin(String word) {
    int at = plugins.arguments().indexOf(word);
    if (at < 0) {
      return Optional.empty();
    }
    String option = word.substring(0, word.indexOf('=') + 1);
    String value = word.substring(option.length());
    int directories = plugins.directories().size();
    if (at < directories) {
      return Optional.of(option + RunRequest.HOME + "/plugins/" + at);
    }
    if (at < directories + plugins.models().size()) {
      return Optional.of(
          option
              + RunRequest.HOME
              + "/models/"
              + (at - directories)
              + "/"
              + Path.of(value).getFileName());
    }
    return Optional.of(option + moved(value));
  }

  /** A name of a plug-in as it is, a path below one of the folders as it is there. */
  private String moved(String nameOrPath) {
    for (int i = 0; i < plugins.directories().size(); i++) {
      Path directory = plugins.directories().get(i);
      if (Path.of(nameOrPath).startsWith(directory)) {
        return RunRequest.HOME + "/plugins/" + i + "/" + directory.relativize(Path.of(nameOrPath));
      }
    }
    return nameOrPath;
  }
}
