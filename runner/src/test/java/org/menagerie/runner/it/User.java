package org.menagerie.runner.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.menagerie.training.run.RunFolder;

/**
 * Somebody with the distribution, an empty home and an empty working directory, whose locale is C.
 */
final class User {
  private static final String MAVEN_SETTINGS =
      """
      <settings>
        <profiles>
          <profile>
            <id>at-hand</id>
            <repositories>
              <repository>
                <id>at-hand</id>
                <url>ADDRESS</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>
              </repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository>
                <id>at-hand</id>
                <url>ADDRESS</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>
              </pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
        <activeProfiles><activeProfile>at-hand</activeProfile></activeProfiles>
      </settings>
      """;

  private final Path folder;
  private final Path workingDirectory;
  private final Map<String, String> environment = new TreeMap<>();

  /** A user whose home and working directory lie in {@code folder}. */
  User(Path folder) throws IOException {
    this.folder = folder;
    this.workingDirectory = Files.createDirectories(folder.resolve("my work"));
    Path home = Files.createDirectories(folder.resolve("home"));
    environment.put("HOME", home.toString());
    environment.put("LANG", "C");
    environment.put("LC_ALL", "C");
    // The native libraries are large; unpacking them again for each user would take minutes.
    environment.put("DJL_CACHE_DIR", nativeLibraries().toString());
  }

  private static Path nativeLibraries() {
    return Optional.ofNullable(System.getenv("DJL_CACHE_DIR"))
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".djl.ai"));
  }

  /**
   * Gives the user Maven, as new as everything in the home: its local repository is empty. What
   * this build has downloaded is at hand, though, so that little or nothing is downloaded again.
   */
  User withMaven() throws IOException {
    Path settings = Files.createDirectories(folder.resolve("home/.m2")).resolve("settings.xml");
    String address = Path.of(System.getProperty("maven.repository")).toUri().toString();
    Files.writeString(settings, MAVEN_SETTINGS.replace("ADDRESS", address));
    // Flags for a fast start, as in .mvn/jvm.config, since such a Maven builds next to nothing.
    environment.put(
        "MAVEN_OPTS",
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + folder.resolve("home"));
    return withProgramsOf(Path.of(System.getProperty("maven.home"), "bin"))
        .withProgramsOf(Path.of(System.getProperty("java.home"), "bin"));
  }

  /** Puts a folder at the front of the path. */
  User withProgramsOf(Path programs) {
    String path = environment.getOrDefault("PATH", System.getenv("PATH"));
    return with("PATH", programs + File.pathSeparator + path);
  }

  /** Sets a variable of the environment. */
  User with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Path workingDirectory() {
    return workingDirectory;
  }

  /** Types a line into a shell. */
  Outcome types(String line) throws IOException, InterruptedException {
    return starts(List.of("sh", "-c", line)).await();
  }

  /** Runs a command of the distribution to its end. */
  Outcome runs(String... arguments) throws IOException, InterruptedException {
    return starts(arguments).await();
  }

  RunningCommand starts(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Distribution.script().toString());
    command.addAll(List.of(arguments));
    return starts(command);
  }

  RunningCommand starts(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("MENAGERIE_"));
    builder.environment().putAll(environment);
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new RunningCommand(String.join(" ", command), process, out, err);
  }

  /** The run folders in {@code runs}, by name. */
  List<RunFolder> runFolders() {
    File[] folders = workingDirectory.resolve("runs").toFile().listFiles(File::isDirectory);
    return folders == null
        ? List.of()
        : List.of(folders).stream()
            .map(File::toPath)
            .sorted()
            .map(RunFolder::new)
            .filter(folder -> Files.exists(folder.log()))
            .toList();
  }
}
