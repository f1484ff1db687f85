package org.menagerie.training.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.loop.DataFit;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.network.ModelDocument;
import org.menagerie.training.network.NetworkDocument;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Teacher;

/**
 * Finds the teachers that requests name, and their networks.
 *
 * @param catalog has their models
 * @param datasets tells what images there are
 */
record TeacherSearch(Catalog catalog, DatasetLocator datasets) {

  /** Refuses a loss that lacks a teacher, and a teacher whom no loss asks. */
  static void requireBoth(Loss loss, boolean teacher) {
    if (loss.needsTeacher() && !teacher) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The loss %s learns from a teacher: name a run or a safetensors file with --teacher."
              .formatted(loss.component()));
    }
    if (teacher && !loss.needsTeacher()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The loss %s learns from no teacher: use one that does, such as --set loss=distillation, or leave --teacher out."
              .formatted(loss.component()));
    }
  }

  /**
   * The teacher of a request.
   *
   * @param student whose model and normalization those of the teacher are, unless a run says more
   * @param normalization of the student's images
   * @param dataset as {@link DatasetLocator#identify} gives it
   * @throws MenagerieException if there is none, or it is none for these data
   */
  Teacher find(
      TeacherRequest request,
      ModelId student,
      Normalization normalization,
      DatasetReference dataset) {
    StoredWeights stored = StoredWeights.find(request.runOrFile(), Use.LEARN);
    Path folder = requireNonNull(Path.of(stored.source().file()).getParent());
    Optional<RunSpec> run = Optional.of(new RunFolder(folder)).flatMap(TeacherSearch::specIn);
    run.ifPresent(spec -> requireSame(new ModelId(spec.zoo(), spec.model()), request));
    ModelId model =
        run.map(spec -> new ModelId(spec.zoo(), spec.model())).or(request::model).orElse(student);
    Teacher teacher =
        new Teacher(
            model.zoo(),
            model.name(),
            run.map(RunSpec::network).orElseGet(() -> document(model, dataset)),
            run.map(spec -> spec.recipe().normalization()).orElse(normalization),
            stored.source());
    Network network = network(teacher, dataset);
    DataFit.require(
        "The teacher " + model, network, datasets.name(dataset), datasets.format(dataset));
    var unused = stored.all(InitialWeights.draw(network, 1), model.toString());
    return teacher;
  }

  private static Optional<RunSpec> specIn(RunFolder folder) {
    if (folder.isImported()) {
      return Optional.of(folder.readImport().spec());
    }
    return Files.exists(folder.specFile()) ? Optional.of(folder.readSpec()) : Optional.empty();
  }

  private static void requireSame(ModelId ofRun, TeacherRequest request) {
    if (request.model().isPresent() && !request.model().get().equals(ofRun)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The run of %s trained %s, not %s: leave --teacher-model out."
              .formatted(request.runOrFile(), ofRun, request.model().get()));
    }
  }

  private Optional<JsonNode> document(ModelId id, DatasetReference dataset) {
    ModelDefinition model = catalog.model(id.zoo(), id.name());
    return model instanceof ModelDocument
        ? Optional.of(NetworkDocument.of(network(model, dataset)))
        : Optional.empty();
  }

  /**
   * The network of a teacher.
   *
   * @throws MenagerieException if there is no such model, or it has none for such data
   */
  Network network(Teacher teacher, DatasetReference dataset) {
    return teacher
        .network()
        .map(NetworkDocument::read)
        .orElseGet(() -> network(catalog.model(teacher.zoo(), teacher.model()), dataset));
  }

  private Network network(ModelDefinition model, DatasetReference dataset) {
    return DataFit.network(model, datasets.name(dataset), datasets.format(dataset));
  }
}
