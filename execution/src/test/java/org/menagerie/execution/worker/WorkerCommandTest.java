package org.menagerie.execution.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.data.augment.VectorModule;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.run.RunFolder;

class WorkerCommandTest {
  private static final Path RUN = Path.of("runs", "one");
  private static final Path DATA = Path.of("data sets");

  private List<String> command;
  private Map<String, String> environment;
  private ProcessBuilder.Redirect errors;

  @BeforeEach
  void build() {
    ProcessBuilder builder = training(new DemandingEngine());
    command = builder.command();
    environment = builder.environment();
    errors = builder.redirectError();
  }

  @Test
  void startsThisJavaWithTheseClasses() {
    assertThat(command.get(0))
        .isEqualTo(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    assertThat(command)
        .containsSequence("-cp", System.getProperty("java.class.path"), WorkerMain.class.getName());
  }

  @Test
  void endsWithTheTaskAndAbsolutePathsOfTheRunTheDataAndThePlugins() {
    assertThat(command)
        .endsWith(
            WorkerMain.class.getName(),
            "TRACE",
            RUN.toAbsolutePath().toString(),
            DATA.toAbsolutePath().toString(),
            "--plugins=" + Path.of("zoos").toAbsolutePath(),
            "--plugins=" + Path.of("more").toAbsolutePath(),
            "--prefer=tiny");
  }

  @Test
  void keepsTheEngineOfflineAndHeadless() {
    assertThat(command).contains("-Dai.djl.offline=true", "-Djava.awt.headless=true");
  }

  @Test
  void endsAtOnceWhenMemoryRunsOut() {
    assertThat(command).contains("-XX:+ExitOnOutOfMemoryError");
  }

  @Test
  void leavesCrashReportsInTheRunsFolder() {
    assertThat(command)
        .contains("-XX:ErrorFile=" + RUN.toAbsolutePath().resolve("hs_err_pid%p.log"))
        .contains("-XX:-CreateCoredumpOnCrash");
  }

  @Test
  void silencesTheWarningsOfJdksThatHaveThem() {
    boolean warns = Runtime.version().feature() >= 24;
    assertThat(command.contains("--enable-native-access=ALL-UNNAMED")).isEqualTo(warns);
    assertThat(command.contains("--sun-misc-unsafe-memory-access=allow")).isEqualTo(warns);
  }

  @Test
  void givesTheEngineItsThreads() {
    assertThat(environment).containsEntry("OMP_NUM_THREADS", "3");
  }

  @Test
  void givesTheEngineItsEnvironmentUnlessTheUserHasDecided() {
    assertThat(environment).containsEntry("ENGINE_SETTING", "fast");
    assertThat(environment).containsEntry("PATH", System.getenv("PATH"));
  }

  @Test
  void givesTheEngineItsJvmOptions() {
    assertThat(command)
        .containsSubsequence("-Dengine.option=on", "-cp", WorkerMain.class.getName());
  }

  @Test
  void givesAugmentationsTheirJvmOptions() {
    assertThat(VectorModule.jvmOptions()).isNotEmpty();
    assertThat(command.subList(0, command.indexOf("-cp"))).containsAll(VectorModule.jvmOptions());
  }

  @Test
  void givesNoOptionTwice() {
    assertThat(training(new DemandingEngine(VectorModule.jvmOptions())).command())
        .containsAll(VectorModule.jvmOptions())
        .doesNotHaveDuplicates();
  }

  @Test
  void givesOptionsOfAugmentationsToNoProcessThatDoesNotAugment() {
    PluginSources plugins = new PluginSources(List.of(), List.of());
    Engine engine = new DemandingEngine();

    assertThat(WorkerCommand.ofProfile(engine, "zoo/model", 1, plugins).command())
        .doesNotContainAnyElementsOf(VectorModule.jvmOptions());
    assertThat(WorkerCommand.ofCheck(engine, List.of("zoo/model"), plugins).command())
        .doesNotContainAnyElementsOf(VectorModule.jvmOptions());
  }

  @Test
  void startsAProcessThatMeasuresAsOneThatTrains() {
    ProcessBuilder builder =
        WorkerCommand.ofProfile(
            new DemandingEngine(), "zoo/model", 2, new PluginSources(List.of(), List.of("tiny")));

    assertThat(builder.command())
        .containsSubsequence("-Dengine.option=on", "-cp", ProfileMain.class.getName())
        .endsWith(ProfileMain.class.getName(), "demanding", "zoo/model", "2", "--prefer=tiny");
    assertThat(builder.environment())
        .containsEntry("ENGINE_SETTING", "fast")
        .containsEntry("OMP_NUM_THREADS", "2");
  }

  @Test
  void sendsErrorsToTheRunsLog() {
    assertThat(errors).isEqualTo(ProcessBuilder.Redirect.PIPE);
  }

  private static ProcessBuilder training(Engine engine) {
    return WorkerCommand.of(
        WorkerTask.TRACE,
        new RunFolder(RUN),
        engine,
        3,
        DATA,
        new PluginSources(List.of(Path.of("zoos"), Path.of("more")), List.of("tiny")));
  }

  /** Never opened; only says what it wants. */
  private static final class DemandingEngine implements Engine {
    private final List<String> jvmOptions;

    DemandingEngine() {
      this(List.of("-Dengine.option=on"));
    }

    DemandingEngine(List<String> jvmOptions) {
      this.jvmOptions = jvmOptions;
    }

    @Override
    public String name() {
      return "demanding";
    }

    @Override
    public String description() {
      return "wants an environment and options";
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("ENGINE_SETTING", "fast", "PATH", "nowhere");
    }

    @Override
    public List<String> jvmOptions() {
      return jvmOptions;
    }

    @Override
    public Session open(SessionSpec spec, TensorMap weights) {
      throw new UnsupportedOperationException();
    }
  }
}
