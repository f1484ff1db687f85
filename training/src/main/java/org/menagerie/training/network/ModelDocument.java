package org.menagerie.training.network;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.text.ServiceName;

/**
 * A model that a document defines. It is a family if its last layer has {@code classes} for its
 * number of filters or units.
 */
public final class ModelDocument implements ModelDefinition {
  /** The zoo of models that name none. */
  public static final String ZOO = "files";

  private static final String DEFAULT_RECIPE = "default";
  private static final String NOTES = "notes";

  /** What other settings change a part of is set before them. */
  private static final List<String> FIRST = List.of("optimizer", "loss", "schedule");

  private final JsonNode document;
  private final String zoo;
  private final String name;
  private final String description;
  private final Network network;
  private final List<Recipe> recipes;
  private final OptionalLong statedParameters;
  private final Optional<PublishedResult> published;
  private final List<String> publishedRecipes;
  private final List<Target> targets;
  private final List<String> notes;

  private ModelDocument(JsonNode document, String name) {
    Fields fields = Fields.ofDocument("A model", document);
    this.document = document;
    this.name = name(fields, "model", name);
    this.zoo = name(fields, "zoo", ZOO);
    this.description =
        line(fields, "description").orElse("Read from a file of the name " + this.name);
    this.network = NetworkDocument.network(fields);
    this.statedParameters =
        fields.optionalInteger("parameters").stream().mapToLong(i -> i).findFirst();
    this.recipes = recipes(fields);
    Optional<Fields> figures =
        fields.optional("published").map(it -> Fields.of(fields.place("published"), it));
    this.published = figures.map(ModelDocument::published);
    this.publishedRecipes =
        figures
            .map(ModelDocument::publishedRecipes)
            .filter(named -> !named.isEmpty())
            .orElse(recipes.stream().map(Recipe::name).toList());
    figures.ifPresent(Fields::requireNoOther);
    this.targets = targets(fields);
    this.notes = fields.texts(NOTES);
    fields.requireNoOther();
    requireStated();
    requireKnown(publishedRecipes);
  }

  /**
   * The model of a document.
   *
   * @param name where the document has none
   */
  static ModelDocument of(JsonNode document, String name) {
    return new ModelDocument(document, name);
  }

  @Override
  public String zoo() {
    return zoo;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public Network network(Shape images, int classes) {
    try {
      Fields fields = Fields.ofDocument("A model", document);
      return NetworkDocument.network(fields, images, OptionalInt.of(classes));
    } catch (DocumentProblem e) {
      throw e.toException();
    }
  }

  @Override
  public List<Recipe> recipes() {
    return recipes;
  }

  @Override
  public OptionalLong statedParameters() {
    return statedParameters;
  }

  @Override
  public Optional<PublishedResult> published() {
    return published;
  }

  @Override
  public List<String> publishedRecipes() {
    return publishedRecipes;
  }

  @Override
  public List<Target> targets() {
    return targets;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public String toString() {
    return ModelId.of(this).toString();
  }

  private static String name(Fields fields, String key, String otherwise) {
    String name = fields.optionalText(key).orElse(otherwise);
    if (!ServiceName.isProper(name)) {
      throw Fields.refused(
          fields.place(key), "cannot be \"%s\": %s".formatted(name, ServiceName.RULE));
    }
    return name;
  }

  private static Optional<String> line(Fields fields, String key) {
    Optional<String> text = fields.optionalText(key);
    if (text.isPresent() && text.get().strip().lines().count() != 1) {
      throw Fields.refused(fields.place(key), "must be one line");
    }
    return text.map(String::strip);
  }

  private static List<Recipe> recipes(Fields fields) {
    Optional<JsonNode> one = fields.optional("recipe");
    Optional<JsonNode> several = fields.optional("recipes");
    if (one.isPresent() && several.isPresent()) {
      throw Fields.refused(
          "recipe", "does not go with \"recipes\": put it there under a name of its own");
    }
    if (several.isEmpty()) {
      return List.of(
          one.map(settings -> recipe("recipe", DEFAULT_RECIPE, settings))
              .orElseGet(() -> Recipe.builder(DEFAULT_RECIPE).build()));
    }
    if (!(several.get() instanceof ObjectNode named) || named.isEmpty()) {
      throw Fields.refused("recipes", "must have names of recipes as keys, the default first");
    }
    List<Recipe> recipes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : named.properties()) {
      String place = "recipes." + entry.getKey();
      if (!ServiceName.isProper(entry.getKey())) {
        throw Fields.refused(place, "is no name for a recipe");
      }
      recipes.add(recipe(place, entry.getKey(), entry.getValue()));
    }
    return recipes;
  }

  private static Recipe recipe(String place, String name, JsonNode settings) {
    if (!settings.isObject()) {
      throw Fields.refused(place, "must have settings as keys, such as \"epochs\": 15");
    }
    Recipe recipe = Recipe.builder(name).build();
    List<String> keys =
        StreamSupport.stream(
                ((Iterable<String>) settings::fieldNames).spliterator(), /* parallel= */ false)
            .sorted(comparing(key -> !FIRST.contains(key)))
            .toList();
    for (String key : keys) {
      JsonNode value = settings.required(key);
      Fields fields = Fields.of(place, settings);
      Recipe before = recipe;
      recipe =
          key.equals(NOTES)
              ? before.toBuilder().notes(fields.texts(NOTES)).build()
              : fields
                  .within(key)
                  .checked(() -> RecipeSettings.get(key).set(before, typed(place, key, value)));
    }
    return recipe;
  }

  /** A setting as it would be typed after {@code --set}. */
  private static String typed(String place, String key, JsonNode value) {
    if (value.isNull()) {
      return "none";
    }
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(typed(place, key, part)));
      return String.join(", ", parts);
    }
    if (!value.isValueNode()) {
      throw Fields.refused(
          place + "." + key, "must be a value or a list, such as sgd(lr=0.1, momentum=0.9)");
    }
    return value.asText();
  }

  private static PublishedResult published(Fields fields) {
    return new PublishedResult(
        fields.text("source"),
        percentage(fields, "best"),
        percentage(fields, "final"),
        percentage(fields, "train"),
        List.of(),
        fields.optionalText("note").orElse(""));
  }

  private static List<String> publishedRecipes(Fields fields) {
    return fields.texts("recipes");
  }

  private static OptionalDouble percentage(Fields fields, String key) {
    OptionalDouble value = fields.optionalNumber(key);
    if (value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() <= 100)) {
      throw Fields.refused(
          fields.place(key), "must be an accuracy in percent, not " + value.getAsDouble());
    }
    return value;
  }

  private static List<Target> targets(Fields fields) {
    Optional<JsonNode> list = fields.optional("targets");
    if (list.isEmpty()) {
      return List.of();
    }
    if (!list.get().isArray()) {
      throw Fields.refused(
          "targets", "must be a list, such as [{\"accuracy\": 99, \"statement\": \"99 %\"}]");
    }
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < list.get().size(); i++) {
      Fields target = Fields.of("targets[%d]".formatted(i), list.get().get(i));
      targets.add(
          new Target(
              percentage(target, "accuracy"),
              target.optionalInteger("parameters").stream().mapToLong(n -> n).findFirst(),
              target.optionalInteger("epochs"),
              target.text("statement")));
      target.requireNoOther();
    }
    return targets;
  }

  private void requireStated() {
    long counted = network.summary().trainableParameters();
    if (statedParameters.orElse(counted) != counted) {
      throw Fields.refused(
          "parameters",
          "says %d, but the network has %d".formatted(statedParameters.getAsLong(), counted));
    }
  }

  private void requireKnown(List<String> named) {
    List<String> known = recipes.stream().map(Recipe::name).toList();
    named.stream()
        .filter(recipe -> !known.contains(recipe))
        .findFirst()
        .ifPresent(
            recipe -> {
              throw Fields.refused(
                  "published.recipes",
                  "names no recipe: \"%s\"; there are %s"
                      .formatted(recipe, String.join(", ", known)));
            });
  }
}
