package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.Modules;

/** The script {@code bin/runner} of the distribution, with a program in Java's place. */
@EnabledOnOs(OS.LINUX)
class InstalledScriptTest {
  private static final Path SCRIPT =
      Modules.classes("runner").resolve("../../src/main/dist/bin/runner").normalize();

  @TempDir private Path folder;

  /** In ASCII, Java could not name a folder "äpfel", which may be a class of a data set. */
  @Test
  void startsJavaWhereEveryFileCanBeNamed() throws Exception {
    assertThat(localeOfJava(Map.of())).isEqualTo("C.UTF-8");
    assertThat(localeOfJava(Map.of("LC_ALL", "C"))).isEqualTo("C.UTF-8");
    assertThat(localeOfJava(Map.of("LANG", "POSIX"))).isEqualTo("C.UTF-8");
    assertThat(localeOfJava(Map.of("LC_ALL", "xx_XX.UTF-8")))
        .as("one that is not installed, so that the system takes C")
        .isEqualTo("C.UTF-8");
  }

  @Test
  void leavesAnInstalledLocaleAsItIs() throws Exception {
    assertThat(localeOfJava(Map.of("LC_ALL", "C.UTF-8"))).isEqualTo("C.UTF-8");
    assertThat(localeOfJava(Map.of("LANG", "C.UTF-8"))).isEqualTo("unset");
  }

  @Test
  void saysWhenTooFewFilesMayBeOpen() throws Exception {
    assertThat(underLimit(127))
        .isEqualTo(
            "runner: only 127 files may be open at once, and Java needs 128: raise that, for example"
                + " with ulimit -n 1024.");
    assertThat(underLimit(128)).isEqualTo("unset");
  }

  private String underLimit(int files) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh", "-c", "ulimit -n %d && exec sh \"$0\" 2>&1".formatted(files), SCRIPT.toString());
    return output(builder, Map.of("LANG", "C.UTF-8"));
  }

  private String localeOfJava(Map<String, String> locale) throws Exception {
    return output(new ProcessBuilder("sh", SCRIPT.toString()), locale);
  }

  /** What the script prints in a locale, started by a command; Java prints its {@code LC_ALL}. */
  private String output(ProcessBuilder builder, Map<String, String> locale) throws Exception {
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().putAll(locale);
    builder.environment().put("JAVA_HOME", javaHome().toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return out.strip();
  }

  private Path javaHome() throws IOException {
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"${LC_ALL:-unset}\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return folder;
  }
}
