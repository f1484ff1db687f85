package org.menagerie.runner.options;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.network.ModelDocument;
import org.menagerie.training.network.ModelFile;
import org.menagerie.training.text.DidYouMean;
import picocli.CommandLine.Option;

/** {@code --zoo} and {@code --model}, as every command that is about one model takes them. */
public final class ModelChoice {
  @Option(names = "--zoo", paramLabel = "ZOO", description = "The model's zoo.")
  private @Nullable String zoo;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The model's name, ZOO/MODEL, or a file that defines it (.yaml, .json).")
  private @Nullable String model;

  public ModelChoice() {}

  /** A choice as if these had been typed; an empty name stands for none. */
  public ModelChoice(String zoo, String model) {
    this.zoo = zoo.isEmpty() ? null : zoo;
    this.model = model.isEmpty() ? null : model;
  }

  public boolean isEmpty() {
    return zoo == null && model == null;
  }

  /** The file of the model, if it is named so; plug-ins are loaded with it. */
  public Optional<Path> file() {
    return zoo == null && model != null && ModelFile.isNamed(model)
        ? Optional.of(Path.of(model))
        : Optional.empty();
  }

  /**
   * The model that is meant; the zoo can be left out where the name alone tells.
   *
   * @throws MenagerieException if there is no such model, or several
   */
  public ModelDefinition find(Catalog catalog) {
    if (isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Name a model with --zoo and --model; \"runner list\" shows them.");
    }
    if (model == null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Name a model of the zoo %s with --model: %s."
              .formatted(zoo, String.join(", ", catalog.zoos().get(String.valueOf(zoo)).names())));
    }
    if (zoo != null) {
      return catalog.model(zoo, model);
    }
    Optional<Path> file = file();
    if (file.isPresent()) {
      ModelDocument read = ModelFile.read(file.get());
      return catalog.model(read.zoo(), read.name());
    }
    if (ModelId.isQualified(model)) {
      ModelId id = ModelId.parse(model);
      return catalog.model(id.zoo(), id.name());
    }
    return findByName(catalog, model);
  }

  private static ModelDefinition findByName(Catalog catalog, String name) {
    List<ModelDefinition> candidates =
        catalog.models().stream().filter(candidate -> candidate.name().equals(name)).toList();
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    throw new MenagerieException(
        ErrorCode.UNKNOWN_NAME,
        candidates.isEmpty()
            ? "No zoo has a model \"%s\".%s %s"
                .formatted(name, hint(catalog, name), available(catalog))
            : "Several zoos have a model \"%s\": name it as %s."
                .formatted(
                    name,
                    candidates.stream()
                        .map(model -> ModelId.of(model).toString())
                        .collect(joining(" or "))));
  }

  private static String hint(Catalog catalog, String name) {
    return DidYouMean.hint(name, catalog.models().stream().map(ModelDefinition::name).toList());
  }

  private static String available(Catalog catalog) {
    return catalog.models().isEmpty()
        ? "None is installed; \"runner list plugins\" shows what was found."
        : catalog.models().stream()
            .map(model -> ModelId.of(model).toString())
            .collect(joining(", ", "Available: ", "."));
  }
}
