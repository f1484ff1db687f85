package org.menagerie.training.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;

/**
 * The JSON form of runs: snake_case keys in alphabetical order; components as the text that people
 * write. Later fields are added, never renamed; unknown ones are ignored.
 */
public final class RunJson {
  private static final ObjectMapper COMPACT =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(recipeTexts())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectMapper PRETTY =
      COMPACT.copy().enable(SerializationFeature.INDENT_OUTPUT);

  private RunJson() {}

  /** One line per value. */
  public static ObjectMapper compact() {
    return COMPACT;
  }

  /** Indented, for files that people open. */
  public static ObjectMapper pretty() {
    return PRETTY;
  }

  private static SimpleModule recipeTexts() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(Component.class, ToStringSerializer.instance);
    module.addDeserializer(Component.class, new ComponentDeserializer());
    module.addSerializer(
        Recipe.class,
        new StdDelegatingSerializer(
            Recipe.class,
            new StdConverter<Recipe, RecipeJson>() {
              @Override
              public RecipeJson convert(Recipe recipe) {
                return RecipeJson.of(recipe);
              }
            }));
    module.addDeserializer(
        Recipe.class,
        new StdDelegatingDeserializer<>(
            new StdConverter<RecipeJson, Recipe>() {
              @Override
              public Recipe convert(RecipeJson json) {
                return json.recipe();
              }
            }));
    return module;
  }

  /** Reads a component's text. */
  private static final class ComponentDeserializer extends StdDeserializer<Component> {
    private static final long serialVersionUID = 1L;

    ComponentDeserializer() {
      super(Component.class);
    }

    @Override
    public Component deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Component.parse(parser.getText());
    }
  }
}
