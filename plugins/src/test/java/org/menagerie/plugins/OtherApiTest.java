package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.run.Version;

/** Plug-ins that were compiled against another version of the API than this one. */
class OtherApiTest {
  private static final String NUMBERS = "org.menagerie.api.recipe.Numbers";

  @TempDir Path directory;

  @Test
  void methodThatThisApiHasNot() {
    write(
        new PluginJar()
            .otherApi(
                NUMBERS,
                "package org.menagerie.api.recipe; public final class Numbers {"
                    + " public static String gone() { return null; } }")
            .model(model().withDescription(NUMBERS + ".gone()")));

    assertThat(reason())
        .startsWith(
            "the model p.Old cannot be used: it was compiled against another version of the"
                + " Menagerie API (NoSuchMethodError: ")
        .contains("Numbers.gone()")
        .endsWith("); compile it against this one, which is %s.".formatted(Version.current()));
  }

  @Test
  void fieldThatThisApiHasNot() {
    write(
        new PluginJar()
            .otherApi(
                NUMBERS,
                "package org.menagerie.api.recipe; public final class Numbers {"
                    + " public static String gone = String.valueOf(1); }")
            .model(model().withDescription(NUMBERS + ".gone")));

    assertThat(reason()).contains("another version of the Menagerie API (NoSuchFieldError: ");
  }

  @Test
  void classThatThisApiHasNot() {
    String gone = "org.menagerie.api.error.Gone";
    write(
        new PluginJar()
            .otherApi(
                gone,
                "package org.menagerie.api.error; public final class Gone {"
                    + " public static String text() { return null; } }")
            .model(model().withDescription(gone + ".text()")));

    assertThat(reason())
        .contains(
            "another version of the Menagerie API (NoClassDefFoundError: org/menagerie/api/error/Gone)");
  }

  @Test
  void interfaceThatWasAClass() {
    String transform = "org.menagerie.api.recipe.ImageTransform";
    write(
        new PluginJar()
            .otherApi(
                transform,
                "package org.menagerie.api.recipe; public abstract class ImageTransform {}")
            .source("p.Own", "package p; public class Own extends %s {}".formatted(transform))
            .model(model().withDescription("String.valueOf(new Own())")));

    assertThat(reason())
        .contains("another version of the Menagerie API (IncompatibleClassChangeError: ");
  }

  @Test
  void methodThatThisApiAsksForInVain() {
    String definition = ModelDefinition.class.getName();
    write(
        new PluginJar()
            .otherApi(
                definition,
                "package org.menagerie.api.model; public interface ModelDefinition {"
                    + " String zoo(); String name(); }")
            .source(
                "p.Old",
                """
                package p;

                public class Old implements %s {
                  public String zoo() { return "old"; }
                  public String name() { return "m"; }
                }
                """
                    .formatted(definition))
            .service(definition, "p.Old"));

    assertThat(reason())
        .contains("another version of the Menagerie API (AbstractMethodError: ", "description()");
  }

  @Test
  void methodThatIsMissedOnlyOnceItIsCalled() {
    Path jar =
        write(
            new PluginJar()
                .otherApi(
                    NUMBERS,
                    "package org.menagerie.api.recipe; public final class Numbers {"
                        + " public static org.menagerie.api.network.Network gone() { return null; }"
                        + " }")
                .model(
                    model()
                        .withMembers("static int calls;")
                        .withNetwork(
                            "++calls > 3 ? "
                                + NUMBERS
                                + ".gone() : Network.of(Shape.image(1, 28, 28),"
                                + " Layers.flatten(), Layers.linear(10))")));
    LoadedPlugins plugins = LoadedPlugins.from(List.of(directory));
    assertThat(plugins.problems()).isEmpty();

    ModelDefinition model = plugins.catalog().model("old", "m");
    assertThatThrownBy(model::network)
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith(
            "The model old/m of the plug-in %s failed in network(): it was compiled against another version of the Menagerie API (NoSuchMethodError: "
                .formatted(jar))
        .extracting(e -> ((MenagerieException) e).code())
        .isEqualTo(ErrorCode.PLUGIN_BROKEN);
  }

  @Test
  void packedApiIsPassedOver() {
    write(
        new PluginJar()
            .source(
                NUMBERS,
                "package org.menagerie.api.recipe; public final class Numbers {"
                    + " public static java.util.OptionalDouble parse(String text) {"
                    + " return java.util.OptionalDouble.of(7); } }")
            .model(model().withDescription("String.valueOf(" + NUMBERS + ".parse(\"1\"))")));

    LoadedPlugins plugins = LoadedPlugins.from(List.of(directory));

    assertThat(plugins.catalog().model("old", "m").description()).isEqualTo("OptionalDouble[1.0]");
  }

  private static ModelSource model() {
    return ModelSource.of("p.Old", "old", "m");
  }

  private Path write(PluginJar jar) {
    return jar.writeTo(directory.resolve("old.jar"));
  }

  private String reason() {
    LoadedPlugins plugins = LoadedPlugins.from(List.of(directory));
    assertThat(plugins.problems()).hasSize(1);
    assertThat(plugins.problems().get(0).locations())
        .containsExactly(directory.resolve("old.jar").toString());
    return plugins.problems().get(0).reason();
  }
}
