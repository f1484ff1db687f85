package org.menagerie.training.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
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
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.function.Function;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Normalization;
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
    addForm(module, Recipe.class, RecipeJson.class, RecipeJson::of, RecipeJson::recipe);
    addForm(
        module,
        Normalization.class,
        NormalizationJson.class,
        NormalizationJson::of,
        NormalizationJson::normalization);
    return module;
  }

  /** Has values written and read in another form. */
  private static <T, F> void addForm(
      SimpleModule module, Class<T> type, Class<F> form, Function<T, F> of, Function<F, T> value) {
    module.addSerializer(type, new StdDelegatingSerializer(type, new Form<>(type, form, of)));
    module.addDeserializer(type, new StdDelegatingDeserializer<>(new Form<>(form, type, value)));
  }

  /** A conversion whose types Jackson cannot see in its class. */
  private record Form<A, B>(Class<A> from, Class<B> to, Function<A, B> function)
      implements Converter<A, B> {

    @Override
    public B convert(A value) {
      return function.apply(value);
    }

    @Override
    public JavaType getInputType(TypeFactory types) {
      return types.constructType(from);
    }

    @Override
    public JavaType getOutputType(TypeFactory types) {
      return types.constructType(to);
    }
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
