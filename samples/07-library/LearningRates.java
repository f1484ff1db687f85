package com.example.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/** Trains one model with several learning rates, without the runner. */
public final class LearningRates {
  private LearningRates() {}

  public static void main(String[] args) throws IOException {
    // Everything that is on the class path, by name. The runner fills its catalog from plug-in
    // folders instead, with a class loader for each jar.
    Catalog catalog = Catalog.installed();

    // A model is data: what it costs is known before any engine is loaded.
    ModelDefinition model = catalog.model("progressive", "model3");
    System.out.printf("%,d parameters%n", model.network().summary().trainableParameters());

    Path folder = Files.createTempDirectory("learning-rates");
    Planner planner = new Planner(catalog, new DatasetLocator(catalog, folder));
    for (String rate : List.of("0.001", "0.05")) {
      RunRequest request =
          new RunRequest(
              model.zoo(),
              model.name(),
              "pytorch",
              Optional.of("digits"),
              "",
              Map.of("epochs", "1", "lr", rate),
              1,
              1);
      // The planner checks every name and value; the trainer keeps events and checkpoints.
      TrainingJob job = planner.prepare(planner.specify(request));
      RunFolder run = new RunFolder(Files.createDirectory(folder.resolve("lr-" + rate)));
      // Empty only if a listener asks for a stop; this one never does.
      Trainer trainer = new Trainer(job, run, new TrainingListener() {});
      Trainer.Outcome outcome = trainer.run().orElseThrow();

      EpochMetrics last = outcome.history().get(outcome.history().size() - 1);
      System.out.printf("learning rate %s: %.2f %% on test images%n", rate, last.testAccuracy());
    }
    // Native libraries leave threads behind that would keep the process alive.
    System.exit(0);
  }

  private static <T> List<T> services(Class<T> type) {
    return ServiceLoader.load(type).stream().map(ServiceLoader.Provider::get).toList();
  }
}
