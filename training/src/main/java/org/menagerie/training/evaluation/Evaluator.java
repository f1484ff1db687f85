package org.menagerie.training.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.loop.DataFit;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.JudgedImages;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.RunSpec;

/**
 * Shows images to trained networks as their trainings tested them: normalized by the recipe, and in
 * all views that it tests.
 */
public final class Evaluator {
  private final Catalog catalog;
  private final DatasetLocator datasets;

  public Evaluator(Catalog catalog, DatasetLocator datasets) {
    this.catalog = catalog;
    this.datasets = datasets;
  }

  /**
   * What a network answers.
   *
   * @param spec of its run, with the data and the engine to evaluate on
   * @throws MenagerieException if the data have another shape or other classes, or the answers are
   *     no numbers
   */
  public Answers evaluate(RunSpec spec, EvaluationPlan plan) {
    // Where images for validation come with the data, they have to be those of the run as well.
    Dataset dataset =
        plan.part() == Part.VALIDATION
            ? datasets.load(spec)
            : datasets.load(DatasetReference.of(spec));
    Network network = new Planner(catalog, datasets).network(spec, plan.signature().images());
    DataFit.require(spec.modelId(), network, dataset.name(), dataset.format());
    List<String> notes = new ArrayList<>(dataset.notes());
    ClassNames.requireSame(plan.signature().classes(), dataset).ifPresent(notes::add);
    Engine engine = catalog.engines().get(spec.engine());
    List<ImageTransform> views =
        spec.recipe().testAugmentations().stream().map(catalog::transform).toList();
    List<double[]> logarithms = new ArrayList<>();
    IntStream.Builder labels = IntStream.builder();
    try (Session session =
        engine.open(
            catalog.session(network, spec.recipe(), spec.threads()),
            StoredWeights.find(Path.of(plan.checkpoint()), Use.EVALUATE)
                .all(InitialWeights.draw(network, spec.seed()), spec.modelId()))) {
      for (ImageSet images : plan.part().of(dataset, spec.recipe())) {
        try (JudgedImages judged = new JudgedImages(spec, views, images, dataset.classes())) {
          logarithms.addAll(List.of(judged.logarithms(session)));
        }
        IntStream.range(0, images.size()).map(images::label).forEach(labels);
      }
    }
    logarithms.forEach(Evaluator::requireNumbers);
    return new Answers(logarithms.toArray(double[][]::new), labels.build().toArray(), notes);
  }

  private static void requireNumbers(double[] logarithms) {
    for (double logarithm : logarithms) {
      if (Double.isNaN(logarithm)) {
        throw new MenagerieException(
            ErrorCode.RUN_FAILED,
            "The network answers with what is no number (NaN): its training has diverged; take another run.");
      }
    }
  }
}
