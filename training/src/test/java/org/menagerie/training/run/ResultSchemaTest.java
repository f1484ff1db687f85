package org.menagerie.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultSchemaTest {

  @Test
  void hasEveryFieldOfARecipe() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(new File("../docs/schema/result.schema.json"));
    List<String> fields =
        Arrays.stream(RecipeJson.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(new SnakeCaseStrategy()::translate)
            .toList();

    assertThat(schema.at("/properties/spec/properties/recipe/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(fields);
  }
}
