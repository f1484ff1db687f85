package org.menagerie.training.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.fuzz.Refusal;

class ModelFileTest {
  private static final String SHORT =
      """
      input: [1, 28, 28]
      layers:
        - {layer: flatten}
        - {layer: linear, units: 10}
      """;

  private static final String LONG =
      """
      zoo: lab
      model: gated
      description: A gate over few channels
      parameters: 1_230
      input: [1, 28, 28]
      classes: 10
      layers:
        - &conv {layer: conv2d, filters: 8, kernel: 3, padding: same}
        - layer: branches
          merge: multiply
          paths:
            - []
            - - {layer: adaptive_avg_pool, size: 1}
              - {layer: conv2d, filters: 8, kernel: 1}
              - {layer: sigmoid}
        - {layer: max_pool, kernel: 2}
        - {<<: 1}
        - {layer: adaptive_avg_pool, size: 1}
        - {layer: flatten}
        - {layer: linear, units: classes}
      recipes:
        short:
          lr: 0.05
          epochs: 3
          optimizer: sgd(momentum=0.9)
          schedule: one_cycle
          augmentation: [rotation(degrees=7), erasing]
          clip_norm: null
          drop_last: true
          notes: Not tuned.
        long: {epochs: 30, batch_size: 64}
      published:
        source: a blog
        best: 99.1
        final: 99
        recipes: long
        note: One seed.
      targets:
        - {statement: 99 % with few parameters, accuracy: 99, parameters: 2000, epochs: 30}
      notes:
        - Drawn up for a test.
        - 'It has no bias: "none".'
      """;

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private ModelDocument read(String text) throws IOException {
    return ModelFile.read(write("some.yaml", text));
  }

  @Test
  void needsNoMoreThanANetwork() throws IOException {
    ModelDocument model = ModelFile.read(write("My-net_1.yml", SHORT));

    assertThat(model.zoo()).isEqualTo("files");
    assertThat(model.name()).isEqualTo("My-net_1");
    assertThat(model.description()).isEqualTo("Read from a file of the name My-net_1");
    assertThat(model.network())
        .isEqualTo(Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10)));
    assertThat(model.recipes()).containsExactly(Recipe.builder("default").build());
    assertThat(model.statedParameters()).isEmpty();
    assertThat(model.published()).isEmpty();
    assertThat(model.targets()).isEmpty();
    assertThat(model.notes()).isEmpty();
  }

  @Test
  void saysAllThatADefinitionCan() throws IOException {
    ModelDocument model = read(LONG.replace("1_230", "242").replace("  - {<<: 1}\n", ""));

    assertThat(model.zoo()).isEqualTo("lab");
    assertThat(model.name()).isEqualTo("gated");
    assertThat(model.description()).isEqualTo("A gate over few channels");
    assertThat(model.statedParameters()).hasValue(242);
    assertThat(model.recipes())
        .containsExactly(
            Recipe.builder("short")
                .epochs(3)
                .optimizer(Component.parse("sgd(momentum=0.9, lr=0.05)"))
                .schedule(Component.parse("one_cycle"))
                .augmentations("rotation(degrees=7)", "erasing")
                .dropLast(true)
                .notes("Not tuned.")
                .build(),
            Recipe.builder("long").epochs(30).batchSize(64).build());
    assertThat(model.published())
        .contains(PublishedResult.ofBest("a blog", 99.1).withFinal(99).withNote("One seed."));
    assertThat(model.publishedRecipes()).containsExactly("long");
    assertThat(model.targets())
        .containsExactly(
            Target.accuracy(99, "99 % with few parameters")
                .withMaxParameters(2_000)
                .withinEpochs(30));
    assertThat(model.notes()).containsExactly("Drawn up for a test.", "It has no bias: \"none\".");
  }

  @Test
  void isAFamilyWhereItsLastLayerHasTheNumberOfClasses() throws IOException {
    ModelDocument model = read(LONG.replace("1_230", "242").replace("  - {<<: 1}\n", ""));
    Shape colour = Shape.image(3, 32, 32);

    assertThat(model.network().output()).isEqualTo(Shape.flat(10));
    assertThat(model.network(Shape.image(1, 28, 28), 10)).isEqualTo(model.network());
    assertThat(model.network(colour, 47).input()).isEqualTo(colour);
    assertThat(model.network(colour, 47).output()).isEqualTo(Shape.flat(47));
    assertThatThrownBy(() -> model.network(Shape.image(1, 1, 1), 10))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Layer 2 (MaxPool 2x2) needs a map of at least [2, 2]");
  }

  @Test
  void readsJsonAsEverybodyWritesIt() throws IOException {
    String json =
        """
        {
          "input": [1, 4, 4],
          "layers": [
            {"layer": "flatten"},
            {"layer": "leaky_relu", "slope": 1e-2},
            {"layer": "linear", "units": 3, "bias": false}
          ]
        }
        """
            .replace("  ", "\t")
            .replace("\n", "\r\n");

    assertThat(ModelFile.read(write("a.json", "\ufeff" + json)).network().output())
        .isEqualTo(Shape.flat(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "units: 10}|unit: 10}|4:5: layers[1] lacks the key \"units\", but has \"unit\".",
        "units: 10}|units: ten}|4:28: layers[1].units must be a whole number, not \"ten\".",
        "units: 10}|units: classes}|4:28: layers[1].units is \"classes\", so that the document must give their number, such as \"classes\": 10.",
        "linear,|linaer,|4:5: layers[1] names no layer: \"linaer\". Did you mean \"linear\"?",
        "{layer: flatten}|{layer: max_pool, kernel: 29}|3:5: Layer 0 (MaxPool 29x29) needs a map of at least [29, 29] but gets [1, 28, 28].",
        "[1, 28, 28]|[1, 28, 2.5]|1:16: input[2] must be a whole number, not 2.5.",
        "layers:|layer:|1:1: A model lacks the key \"layers\", but has \"layer\".",
        "input:|recipe: {lrr: 1}~input:|1:15: A recipe has no key \"lrr\". Did you mean \"lr\"? Its keys are",
        "input:|recipe: {epochs: 0}~input:|1:18: The number of epochs must be",
        "input:|recipe: {epochs: [1, 2]}~input:|1:18: ",
        "input:|recipe: 15~input:|1:9: recipe must have settings as keys, such as \"epochs\": 15.",
        "input:|recipes: []~input:|1:10: recipes must have names of recipes as keys, the default first.",
        "input:|recipes: {a b: {}}~input:|1:16: recipes.a b is no name for a recipe.",
        "input:|recipes: {a: {}}~recipe: {}~input:|2:9: recipe does not go with \"recipes\": put it there under a name of its own.",
        "input:|model: my net~input:|1:8: model cannot be \"my net\": names are made of",
        "input:|description: \"a\\nb\"~input:|1:14: description must be one line.",
        "input:|parameters: 7~input:|1:13: parameters says 7, but the network has 7850.",
        "input:|published: {best: 99}~input:|1:12: published lacks the key \"source\".",
        "input:|published: {source: s, best: 0.99e4}~input:|1:30: published.best must be an accuracy in percent, not 9900.0.",
        "input:|published: {source: s, recipes: x}~input:|1:33: published.recipes names no recipe: \"x\"; there are default.",
        "input:|targets: [{accuracy: 99}]~input:|1:11: targets[0] lacks the key \"statement\".",
        "input:|notes: [1]~input:|1:8: notes must be a text or a list of texts, not [1].",
        "input:|notes: {a: b}~input:|1:8: notes must be a text or a list of texts, not {\"a\":\"b\"}.",
        "input:|notes: 1~input:|1:8: notes must be a text or a list of texts, not 1.",
        "input:|nodes: 1~input:|1:1: A model has no key \"nodes\". Did you mean \"notes\"?",
        "input:|input: [1]~input:|2:1: the key \"input\" stands here a second time, after line 1.",
      })
  void namesLineAndColumnOfAMistake(String right, String wrong, String expected)
      throws IOException {
    Path file = write("wrong.yaml", SHORT.replace(right, wrong.replace('~', '\n')));
    String[] parts = expected.split(":", 3);

    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith(
            "%s, line %s, column %s:%s".formatted(file, parts[0], parts[1], parts[2]))
        .hasMessageEndingWith(".");
  }

  @Test
  void boundsWhatAliasesStandFor() throws IOException {
    StringBuilder text = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", nCopies(10, alias))));
    }

    assertThatThrownBy(() -> read(text.toString()))
        .hasMessageContaining("line ")
        .hasMessageEndingWith("the aliases up to here stand for more than a model takes.");
  }

  @Test
  void boundsTheNumberOfLayers() {
    String many = "input: [1]\nlayers:\n  - &l {layer: relu}\n" + "  - *l\n".repeat(10_000);

    assertThatThrownBy(() -> read(many))
        .hasMessageEndingWith("layers[10000] is one of more than 10000 layers.");
  }

  @Test
  void saysThatThereIsNoFile() {
    Path none = folder.resolve("none.yaml");

    assertThatThrownBy(() -> ModelFile.read(none))
        .hasMessage("Cannot read %s: there is no such file.".formatted(none));
  }

  @Test
  void survivesWhateverStandsInAFile() {
    Path file = folder.resolve("fuzzed.yaml");
    Fuzz.from(
            SHORT.getBytes(UTF_8),
            LONG.replace("1_230", "242").replace("  - {<<: 1}\n", "").getBytes(UTF_8))
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              Files.write(file, input);
              try {
                ModelDocument model = ModelFile.read(file);
                assertThat(model.network(Shape.image(1, 28, 28), 10)).isNotNull();
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
              }
            });
  }
}
