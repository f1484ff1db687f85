package org.menagerie.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code import.json} keeps to its schema, which says of what results have too what theirs says.
 */
class ImportSchemaTest {
  private static final Path SCHEMAS = Path.of("../docs/schema");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode schema(String name) throws IOException {
    return JSON.readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
  }

  private static List<String> problems(JsonNode imported) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(SCHEMAS.resolve("import.schema.json")))
        .validate(imported)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static ObjectNode imported() throws IOException {
    ImportedNetwork network =
        RunJson.compact().readValue(StoredResults.imported(), ImportedNetwork.class);
    return (ObjectNode) JSON.readTree(RunJson.compact().writeValueAsBytes(network));
  }

  @Test
  void takesWhatIsWritten() throws IOException {
    assertThat(problems(imported())).isEmpty();
  }

  @Test
  void refusesANetworkOfNoFile() throws IOException {
    ObjectNode without = imported();
    ((ObjectNode) without.get("spec")).remove("init");
    ObjectNode above = imported();
    ((ObjectNode) above.get("test")).put("accuracy", 101);

    assertThat(problems(without)).singleElement().asString().contains("init");
    assertThat(problems(above)).singleElement().asString().contains("accuracy");
  }

  @Test
  void saysOfSpecificationsWhatTheSchemaOfResultsSays() throws IOException {
    assertThat(schema("import").at("/properties/spec/properties"))
        .isEqualTo(schema("result").at("/properties/spec/properties"));
    assertThat(schema("import").at("/properties/signature/properties"))
        .isEqualTo(schema("result").at("/properties/signature/properties"));
  }
}
