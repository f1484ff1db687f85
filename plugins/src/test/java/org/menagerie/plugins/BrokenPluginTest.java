package org.menagerie.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.model.ModelDefinition;

/** Whatever is wrong with one plug-in is said in one sentence and stops no other. */
class BrokenPluginTest {
  private static final String SERVICE = ModelDefinition.class.getName();

  @TempDir static Path soundDirectory;
  @TempDir Path directory;

  @BeforeAll
  static void compileASoundPlugin() {
    new PluginJar()
        .model(ModelSource.of("p.Good", "good", "m"))
        .writeTo(soundDirectory.resolve("good.jar"));
  }

  @Test
  void fileThatIsNoZip() throws IOException {
    Files.writeString(in("bad.jar"), "not a jar at all");
    assertThat(problem(in("bad.jar"))).startsWith("this is not a jar (").endsWith(").");
  }

  @Test
  void fileThatIsEmpty() throws IOException {
    Files.createFile(in("bad.jar"));
    assertThat(problem(in("bad.jar"))).startsWith("this is not a jar (").endsWith(").");
  }

  @Test
  void jarWithoutServiceFile() {
    Path jar =
        new PluginJar().source("p.Lonely", "package p; class Lonely {}").writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .isEqualTo(
            "this offers nothing: it has no service file such as META-INF/services/"
                + SERVICE
                + ".");
  }

  @Test
  void jarWithoutEntries() {
    Path jar = new PluginJar().writeTo(in("bad.jar"));
    assertThat(problem(jar)).startsWith("this offers nothing: ");
  }

  @Test
  void folderWithoutJars() throws IOException {
    Path folder = Files.createDirectory(in("bad"));
    assertThat(problem(folder)).isEqualTo("there is no jar in this folder.");
  }

  @Test
  void folderWithABrokenJar() throws IOException {
    new PluginJar().model(ModelSource.of("p.M", "other", "m")).writeTo(in("bad/a.jar"));
    Files.writeString(in("bad/b.jar"), "broken");
    assertThat(problem(in("bad/b.jar"))).startsWith("this is not a jar (");
  }

  @Test
  void serviceFileOfAClassThatIsNotThere() {
    Path jar = new PluginJar().service(SERVICE, "p.Gone").writeTo(in("bad.jar"));
    assertThat(problem(jar)).isEqualTo("one model cannot be loaded: Provider p.Gone not found.");
  }

  @Test
  void serviceFileThatIsNoServiceFile() {
    Path jar = new PluginJar().service(SERVICE, "not a class name").writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .startsWith("one model cannot be loaded: jar:file:")
        .contains("bad.jar!/META-INF/services/" + SERVICE + ":1: ");
  }

  @Test
  void classOfAnotherType() {
    Path jar =
        new PluginJar()
            .source("p.Wrong", "package p; public class Wrong {}")
            .service(SERVICE, "p.Wrong")
            .writeTo(in("bad.jar"));
    assertThat(problem(jar)).isEqualTo("one model cannot be loaded: p.Wrong not a subtype.");
  }

  @Test
  void abstractClass() {
    assertThat(problem(broken(model().withModifiers("public abstract"))))
        .isEqualTo(
            "one model cannot be loaded: Provider p.Bad could not be instantiated: it is abstract.");
  }

  @Test
  void classThatIsNotPublic() {
    assertThat(problem(broken(model().withModifiers("").withMembers("public $() {}"))))
        .isEqualTo(
            "one model cannot be loaded: Provider p.Bad could not be instantiated: it is not public.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"private $() {}", "public $(int size) {}"})
  void classWithoutAUsableConstructor(String constructor) {
    assertThat(problem(broken(model().withMembers(constructor))))
        .isEqualTo(
            "one model cannot be loaded: p.Bad has no public constructor without arguments.");
  }

  @Test
  void constructorThatThrows() {
    assertThat(problem(broken(model().withMembers("public $() { fail(); }"))))
        .isEqualTo(
            "one model cannot be loaded: Provider p.Bad could not be instantiated: IllegalStateException: boom.");
  }

  @Test
  void staticBlockThatThrows() {
    assertThat(problem(broken(model().withMembers("static final String TEXT = fail();"))))
        .isEqualTo(
            "one model cannot be loaded: Provider p.Bad could not be instantiated: IllegalStateException: boom.");
  }

  @Test
  void constructorThatEndsTheProcess() {
    assertThat(problem(broken(model().withMembers("public $() { System.exit(3); }"))))
        .isEqualTo(
            "one model cannot be loaded: Provider p.Bad could not be instantiated: it tried to end the process with System.exit(3).");
  }

  @Test
  void exceptionWhoseMessageThrows() {
    String exception =
        "new RuntimeException() { public String getMessage() { throw new IllegalStateException(); } }";
    assertThat(problem(broken(model().withMembers("public $() { throw " + exception + "; }"))))
        .startsWith("one model cannot be loaded: ")
        .endsWith(", whose message cannot be read.");
  }

  @Test
  void serviceFileWithAByteOrderMark() {
    Path jar =
        new PluginJar()
            .source("p.Bad", model().text())
            .file("META-INF/services/" + SERVICE, "\ufeffp.Bad\n".getBytes(UTF_8))
            .writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .endsWith("its service file begins with a byte order mark; save it as UTF-8 without one.");
  }

  @Test
  void serviceFileThatIsTooLong() {
    byte[] tooLong = new byte[(1 << 24) + 1];
    Arrays.fill(tooLong, (byte) '#');
    Path jar =
        new PluginJar()
            .source("p.Bad", model().text())
            .file("META-INF/services/" + SERVICE, tooLong)
            .writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .isEqualTo("its file META-INF/services/" + SERVICE + " is too long to be one of its kind.");
  }

  @Test
  void networkThatIsAnotherEachTime() {
    String network =
        "Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10 + calls++))";
    assertThat(
            problem(broken(model().withNetwork(network).withMembers("private static int calls;"))))
        .isEqualTo(
            "the model p.Bad cannot be used: IllegalStateException: network() gives another network each time.");
  }

  @Test
  void dependencyThatIsNotPacked() {
    Path jar =
        new PluginJar()
            .source("p.Helper", "package p; class Helper { static String text() { return null; } }")
            .model(model().withMembers("public $() { Helper.text(); }"))
            .leaveOut("p.Helper")
            .writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .isEqualTo(
            "one model cannot be loaded: Provider p.Bad could not be instantiated: the class p.Helper is missing or of another version.");
  }

  @Test
  void superclassThatIsNotPacked() {
    Path jar =
        new PluginJar()
            .source("p.Base", "package p; public abstract class Base {}")
            .source(
                "p.Bad",
                "package p; public class Bad extends Base implements %s { %s }"
                    .formatted(
                        SERVICE,
                        "public String zoo() { return null; } public String name() { return null; }"
                            + " public String description() { return null; }"
                            + " public org.menagerie.api.network.Network network() { return null; }"))
            .service(SERVICE, "p.Bad")
            .leaveOut("p.Base")
            .writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .isEqualTo(
            "one model cannot be loaded: the class p.Base is missing or of another version.");
  }

  @Test
  void classCompiledForANewerJava() {
    Path jar = new PluginJar().model(model()).tooNew("p.Bad").writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .isEqualTo(
            "one model cannot be loaded: p.Bad is compiled for a newer Java than this one, which is Java %d."
                .formatted(Runtime.version().feature()));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"two words\"', two words",
    "'\"../up\"', ../up",
    "'\"\"', ''",
    "'\"a/b\"', a/b",
    "null, null",
  })
  void nameThatCannotBeUsed(String expression, String shown) {
    assertThat(problem(broken(model().withZoo(expression))))
        .isEqualTo(
            "the model p.Bad calls itself \"%s\", but names are made of at most 64 letters, digits, '.', '_' and '-', the first a letter or digit."
                .formatted(shown));
  }

  @ParameterizedTest
  @CsvSource({
    "fail(), IllegalStateException: boom",
    "zoo(), StackOverflowError",
  })
  void nameThatCannotBeTold(String expression, String reason) {
    assertThat(problem(broken(model().withZoo(expression))))
        .isEqualTo("the model p.Bad cannot be used: %s.".formatted(reason));
  }

  @Test
  void networkThatDoesNotFitTogether() {
    String network = "Network.of(Shape.image(1, 28, 28), Layers.linear(10))";
    assertThat(problem(broken(model().withNetwork(network))))
        .startsWith("the model p.Bad cannot be used: Layer 0 (Linear 10) needs a vector [784] but")
        .doesNotContain("Exception")
        .endsWith(".");
  }

  @Test
  void networkThatIsNull() {
    assertThat(problem(broken(model().withNetwork("null"))))
        .isEqualTo("the model p.Bad cannot be used: NullPointerException: network() gives null.");
  }

  @Test
  void descriptionThatIsNull() {
    assertThat(problem(broken(model().withDescription("null"))))
        .isEqualTo(
            "the model p.Bad cannot be used: NullPointerException: description() gives null.");
  }

  @Test
  void noRecipe() {
    String recipes = "public List<Recipe> recipes() { return List.of(); }";
    assertThat(problem(broken(model().withMembers(recipes))))
        .isEqualTo(
            "the model p.Bad cannot be used: IllegalStateException: recipes() gives no recipe.");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"a\", \"a\"', it calls two recipes \"a\"",
    "'\"a b\"', 'it calls a recipe \"a b\", but names are made of at most 64 letters, digits, ''.'', ''_'' and ''-'', the first a letter or digit'",
  })
  void recipeNamesThatCannotBeUsed(String names, String reason) {
    String recipes =
        "public List<Recipe> recipes() { return java.util.stream.Stream.of(%s)"
            + ".map(n -> Recipe.builder(n).build()).toList(); }";
    assertThat(problem(broken(model().withMembers(recipes.formatted(names)))))
        .isEqualTo("the model p.Bad cannot be used: IllegalStateException: %s.".formatted(reason));
  }

  @Test
  void listThatHoldsNull() {
    String notes = "public List<String> notes() { return Arrays.asList(\"a\", null); }";
    assertThat(problem(broken(model().withMembers(notes))))
        .isEqualTo("the model p.Bad cannot be used: NullPointerException.");
  }

  @Test
  void downloadThatLeadsOutOfTheDataDirectory() {
    Path jar =
        new ServiceSource(
                "org.menagerie.api.data.DatasetProvider",
                "p.Bad",
                "bad",
                """
                public boolean isPresent(java.nio.file.Path directory) { return false; }
                public Dataset load(java.nio.file.Path directory) { return null; }
                public java.util.Optional<Download> download() {
                  return java.util.Optional.of(
                      new Download("../up", java.util.List.of(), java.util.List.of()));
                }
                """)
            .addTo(new PluginJar())
            .writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .startsWith(
            "the data set p.Bad cannot be used: IllegalArgumentException: folders and files")
        .endsWith(", not \"../up\".");
  }

  @Test
  void recipeThatIsNotAllowed() {
    String recipes =
        "public List<Recipe> recipes() {"
            + " return List.of(Recipe.builder(\"default\").epochs(0).build()); }";
    assertThat(problem(broken(model().withMembers(recipes))))
        .isEqualTo(
            "the model p.Bad cannot be used: The number of epochs must be a whole number of at least 1, not 0.");
  }

  @Test
  void brokenClassBesideASoundOneInTheSameJar() {
    Path jar =
        new PluginJar()
            .service(SERVICE, "p.Gone")
            .model(ModelSource.of("p.Sound", "sound", "m"))
            .writeTo(in("bad.jar"));
    assertThat(problem(jar)).isEqualTo("one model cannot be loaded: Provider p.Gone not found.");
    assertThat(load().catalog().model("sound", "m").description()).isEqualTo("a test's model");
  }

  @Test
  void twoModelsOfOneName() {
    Path first = new PluginJar().model(ModelSource.of("p.A", "zoo", "m")).writeTo(in("a.jar"));
    Path second = new PluginJar().model(ModelSource.of("p.B", "zoo", "m")).writeTo(in("b.jar"));
    LoadedPlugins plugins = load();
    assertThat(plugins.problems())
        .containsExactly(
            new PluginProblem(
                List.of(first.toString(), second.toString()),
                "each of them offers model \"zoo/m\", and neither is used; remove all but one, or"
                    + " \"--prefer a\" or \"--prefer b\" uses one of them."));
    assertThat(plugins.catalog().zoos().names()).containsExactly("good");
  }

  @Test
  void twoModelsOfOneNameInOneJar() {
    Path jar =
        new PluginJar()
            .model(ModelSource.of("p.A", "zoo", "m"))
            .model(ModelSource.of("p.B", "zoo", "m"))
            .writeTo(in("bad.jar"));
    assertThat(problem(jar))
        .isEqualTo("model \"zoo/m\" is offered more than once in here, and none of them is used.");
  }

  @Test
  void directoryThatDoesNotExist() {
    LoadedPlugins plugins = LoadedPlugins.from(List.of(in("nowhere"), soundDirectory));
    assertThat(plugins.problems())
        .containsExactly(
            new PluginProblem(
                in("nowhere").toString(),
                "this plug-in directory cannot be read: it does not exist."));
    assertThat(plugins.catalog().zoos().names()).containsExactly("good");
  }

  @Test
  void jarInPlaceOfADirectory() {
    Path jar = soundDirectory.resolve("good.jar");
    assertThat(LoadedPlugins.from(List.of(jar)).problems())
        .containsExactly(
            new PluginProblem(
                jar.toString(),
                "this plug-in directory cannot be read: it is a file; name the directory that it lies in."));
  }

  @Test
  void otherFilesAreNobodysBusiness() throws IOException {
    Files.writeString(in("README.txt"), "read me", UTF_8);
    Files.createDirectory(in(".git"));
    Files.writeString(in("._good.jar"), "what another system keeps beside a file", UTF_8);
    assertThat(load().problems()).isEmpty();
  }

  private static ModelSource model() {
    return ModelSource.of("p.Bad", "bad", "m");
  }

  private Path broken(ModelSource model) {
    return new PluginJar().model(model).writeTo(in("bad.jar"));
  }

  /** The reason of the only problem there is, which lies at {@code location}. */
  private String problem(Path location) {
    LoadedPlugins plugins = load();
    assertThat(plugins.catalog().zoos().names()).contains("good").doesNotContain("bad", "zoo");
    assertThat(plugins.problems())
        .singleElement()
        .extracting(PluginProblem::locations)
        .isEqualTo(List.of(location.toString()));
    return plugins.problems().get(0).reason();
  }

  private LoadedPlugins load() {
    return LoadedPlugins.from(List.of(directory, soundDirectory));
  }

  private Path in(String path) {
    return directory.resolve(path);
  }
}
