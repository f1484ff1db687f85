package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** What goes wrong in a plug-in while it is used is said in one sentence that names it. */
class GuardTest {
  private static final TrainingPlan PLAN = TrainingPlan.of(1, 10, 0.1, 0.9);

  @TempDir Path directory;

  @Test
  void scheduleThatGivesNoNumber() {
    Path jar = write(ServiceSource.schedule("p.Bad", "bad", "step < 3 ? 0.1 : Double.NaN"));
    Schedule.Curve curve = load().catalog().curve(Component.of("bad"), PLAN);

    assertThat(curve.at(2).learningRate()).isEqualTo(0.1);
    assertThatThrownBy(() -> curve.at(3))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "The schedule bad of the plug-in %s failed in at(): IllegalArgumentException: learning rate and momentum of a step must be finite numbers, not NaN and 0.9."
                .formatted(jar))
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void augmentationThatThrows() {
    Path jar =
        write(ServiceSource.augmentation("p.Bad", "bad", "throw new IllegalStateException();"));
    ImageTransform transform = load().catalog().transform(Component.of("bad"));

    assertThatThrownBy(
            () ->
                transform.apply(
                    new byte[4], new byte[4], Shape.image(1, 2, 2), RandomStream.ofSeed(1)))
        .hasMessage(
            "The augmentation bad of the plug-in %s failed in apply(): IllegalStateException."
                .formatted(jar));
  }

  @Test
  void dataSetThatIsNull() {
    Path jar = write(ServiceSource.dataset("p.Bad", "bad", "return null;"));
    DatasetProvider provider = load().catalog().datasets().get("bad");

    assertThatThrownBy(() -> provider.load(directory))
        .hasMessage(
            "The data set bad of the plug-in %s failed in load(): NullPointerException: load() gives null."
                .formatted(jar));
  }

  @Test
  void exceptionThatTheSignatureDoesNotAllow() {
    Path jar =
        write(
            ServiceSource.dataset(
                "p.Bad",
                "bad",
                "throw Bad.<RuntimeException>any(new java.io.IOException(\"disk\")); }"
                    + " @SuppressWarnings(\"unchecked\")"
                    + " static <T extends Exception> T any(Exception e) throws T {"
                    + " throw (T) e;"));
    DatasetProvider provider = load().catalog().datasets().get("bad");

    assertThatThrownBy(() -> provider.load(directory))
        .hasMessage(
            "The data set bad of the plug-in %s failed in load(): IOException: disk."
                .formatted(jar));
  }

  @Test
  void messageOfManyLinesIsOne() {
    write(
        ServiceSource.dataset(
            "p.Bad", "bad", "throw new IllegalStateException(\"a\\n\\u001b[31m b\\r\\nc\");"));
    DatasetProvider provider = load().catalog().datasets().get("bad");

    assertThatThrownBy(() -> provider.load(directory))
        .hasMessageEndingWith(" failed in load(): IllegalStateException: a b c.");
  }

  @Test
  void sentenceAboutWhatItWasGivenStands() {
    write(
        ServiceSource.dataset(
            "p.Bad",
            "bad",
            "throw new org.menagerie.api.error.MenagerieException("
                + "org.menagerie.api.error.ErrorCode.DATA_CORRUPT, \"The file is cut off.\");"));
    DatasetProvider provider = load().catalog().datasets().get("bad");

    assertThatThrownBy(() -> provider.load(directory))
        .hasMessage("The file is cut off.")
        .extracting(e -> ((MenagerieException) e).code())
        .isEqualTo(ErrorCode.DATA_CORRUPT);
  }

  private Path writeFamily(String members) {
    return new PluginJar()
        .source(
            "p.Family",
            """
            package p;
            import java.util.List;
            import org.menagerie.api.data.*;
            public class Family implements DatasetFamily {
              public List<DatasetProvider> members() { %s }
              static DatasetProvider named(String name) {
                return new DatasetProvider() {
                  public String name() { return name; }
                  public String description() { return "none"; }
                  public boolean isPresent(java.nio.file.Path directory) { return true; }
                  public Dataset load(java.nio.file.Path directory) { return null; }
                };
              }
            }
            """
                .formatted(members))
        .service("org.menagerie.api.data.DatasetFamily", "p.Family")
        .writeTo(directory.resolve("plugin.jar"));
  }

  @Test
  void membersOfAFamilyAreServicesLikeAllOthers() {
    Path jar = writeFamily("return List.of(named(\"one\"), named(\"two\"));");
    LoadedPlugins plugins = load();

    assertThat(plugins.catalog().datasets().names()).contains("one", "two");
    assertThatThrownBy(() -> plugins.catalog().datasets().get("two").load(directory))
        .hasMessage(
            "The data set two of the plug-in %s failed in load(): NullPointerException: load() gives null."
                .formatted(jar));
  }

  @Test
  void familyThatFailsIsLeftOut() {
    Path jar = writeFamily("throw new IllegalStateException(\"no disk\");");
    LoadedPlugins plugins = LoadedPlugins.from(List.of(directory));

    assertThat(plugins.catalog().datasets().names()).contains("digits", "mnist");
    assertThat(plugins.problems())
        .contains(
            new PluginProblem(
                jar.toString(),
                "The data set family of the plug-in %s failed in members(): IllegalStateException: no disk."
                    .formatted(jar)));
  }

  @Test
  void equalityAndTextAreNotThePlugins() {
    Path jar = write(ServiceSource.schedule("p.Good", "good", "0.1"));
    Schedule schedule = load().catalog().of(Schedule.class).get("good");

    assertThat(List.of(schedule)).contains(schedule);
    assertThat(schedule)
        .isNotEqualTo(load().catalog().of(Schedule.class).get("good"))
        .hasToString("schedule good of " + jar);
  }

  private Path write(ServiceSource service) {
    return service.addTo(new PluginJar()).writeTo(directory.resolve("plugin.jar"));
  }

  private LoadedPlugins load() {
    LoadedPlugins plugins = LoadedPlugins.from(List.of(directory));
    assertThat(plugins.problems()).isEmpty();
    return plugins;
  }
}
