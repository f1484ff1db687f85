package org.menagerie.runner.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.runner.options.ModelChoice;
import org.menagerie.training.catalog.Catalog;
import picocli.CommandLine.Option;

/** {@code --zoo} and {@code --model} of a command that is about several models. */
final class ModelSelection {
  @Option(
      names = "--zoo",
      paramLabel = "ZOO",
      split = ",",
      description = "Zoos: all their models, or those of one that --model names.")
  private List<String> zoos = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      split = ",",
      description = {
        "Models as ZOO/MODEL, by name alone where that is unambiguous, or by the file that",
        "defines one (.yaml, .json)."
      })
  private List<String> models = new ArrayList<>();

  /** The files of models, as far as they are named so. */
  List<Path> files() {
    return models.stream().flatMap(model -> choice(model.strip()).file().stream()).toList();
  }

  /**
   * The models that are meant, in the order in which they were named.
   *
   * @throws MenagerieException if there are none such
   */
  List<ModelDefinition> all(Catalog catalog) {
    if (models.isEmpty()) {
      return zoos.isEmpty()
          ? List.of(choice("").find(catalog))
          : zoos.stream().flatMap(zoo -> catalog.zoos().get(zoo.strip()).all().stream()).toList();
    }
    if (zoos.size() > 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--model names models of one zoo, but --zoo names %d: name models as ZOO/MODEL without --zoo."
              .formatted(zoos.size()));
    }
    return models.stream().map(model -> choice(model.strip()).find(catalog)).toList();
  }

  /**
   * The model that is meant.
   *
   * @throws MenagerieException if there is no such model, or several
   */
  ModelDefinition one(Catalog catalog) {
    if (zoos.size() > 1 || models.size() > 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--parity compares engines on one model: name one with --zoo and --model.");
    }
    return choice(models.isEmpty() ? "" : models.get(0)).find(catalog);
  }

  private ModelChoice choice(String model) {
    return new ModelChoice(zoos.isEmpty() ? "" : zoos.get(0).strip(), model);
  }
}
