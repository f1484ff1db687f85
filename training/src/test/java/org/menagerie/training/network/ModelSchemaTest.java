package org.menagerie.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.yaml.YamlFile;

/** The schema for editors takes what the reader takes, and refuses what it refuses. */
class ModelSchemaTest {
  private static final Path FILE = Path.of("../docs/schema/model.schema.json");

  @TempDir private Path folder;

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(FILE));
  }

  private static JsonNode tree(Path yaml) {
    return new YamlTree(YamlFile.read(yaml, new YamlFile.Kind("model", 100, ""))).toJson();
  }

  @Test
  void takesTheSample() throws IOException {
    Path sample = Path.of("../samples/11-model-file/gated.yaml");

    assertThat(schema().validate(tree(sample))).isEmpty();
    assertThat(ModelFile.read(sample).statedParameters()).hasValue(1_526);
  }

  @Test
  void takesEveryLayerWithEveryArgument() throws IOException {
    assertThat(schema().validate(NetworkDocument.of(NetworkDocumentTest.network()))).isEmpty();
  }

  @Test
  void knowsTheLayersThatTheReaderKnows() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    new ObjectMapper()
        .readTree(FILE.toFile())
        .at("/$defs/layer/oneOf")
        .forEach(layer -> names.add(layer.at("/properties/layer/const").asText()));

    assertThat(names).isEqualTo(new LayerReader(OptionalInt.empty()).names());
  }

  @Test
  void documentationListsEachLayer() throws IOException {
    String page = Files.readString(Path.of("../docs/model-files.md"));
    String table = page.substring(page.indexOf("| layer | arguments |"));

    Set<String> names =
        table
            .lines()
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|", -1)[1])
            .flatMap(cell -> Pattern.compile("`(\\w+)`").matcher(cell).results())
            .map(result -> result.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(names).isEqualTo(new LayerReader(OptionalInt.empty()).names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers: []",
        "input: [1]",
        "{input: [0], layers: []}",
        "{input: [4], layers: [{layer: linear}]}",
        "{input: [4], layers: [{layer: linear, units: 1.5}]}",
        "{input: [4], layers: [{layer: linear, units: 2, bais: true}]}",
        "{input: [4], layers: [{layer: linaer, units: 2}]}",
        "{input: [4], layers: [{layer: linear, units: 2}], model: a b}",
        "{input: [4], layers: [{layer: linear, units: 2}], nodes: x}",
        "{input: [4], layers: [{layer: linear, units: 2}], recipe: {}, recipes: {a: {}}}",
        "{input: [4], layers: [{layer: linear, units: 2}], published: {best: 99}}",
        "{input: [4], layers: [{layer: linear, units: 2}], targets: [{accuracy: 99}]}",
      })
  void refusesWhatTheReaderRefuses(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.yaml"), text);

    assertThat(schema().validate(tree(file))).isNotEmpty();
    assertThat(catchMessage(file)).startsWith(file + ", line 1, column ");
  }

  private static String catchMessage(Path file) {
    try {
      return ModelFile.read(file).toString();
    } catch (MenagerieException e) {
      return e.getMessage();
    }
  }
}
