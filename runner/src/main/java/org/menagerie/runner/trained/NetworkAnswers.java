package org.menagerie.runner.trained;

import com.google.inject.Inject;
import java.nio.file.Path;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.runner.terminal.TemporaryFolder;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.evaluation.PredictionFolder;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/**
 * What trained networks answer, computed by the default engine: here, or where that would take
 * long, in a process that is started as one that trains, on all processors. Both give the same
 * bits.
 */
public final class NetworkAnswers {
  /** Multiply-accumulates that are done here in about the time that another process starts in. */
  private static final long MOST_HERE = 1_000_000_000;

  private final Catalog catalog;
  private final PluginSources plugins;
  private final long mostHere;

  @Inject
  NetworkAnswers(Catalog catalog, PluginSources plugins) {
    this(catalog, plugins, MOST_HERE);
  }

  /**
   * @param mostHere multiply-accumulates that are done in this process
   */
  NetworkAnswers(Catalog catalog, PluginSources plugins, long mostHere) {
    this.catalog = catalog;
    this.plugins = plugins;
    this.mostHere = mostHere;
  }

  /**
   * Logits of images.
   *
   * @param pixels as {@link TrainedRun#pixels} gives them
   * @return {@code [images][classes]}
   * @throws MenagerieException if there can be no further process, or it fails
   */
  public float[][] logits(TrainedRun trained, byte[][] pixels, Path dataDirectory) {
    ImageSet images =
        ImageSet.of(
            trained.network().input(),
            (index, target) -> System.arraycopy(pixels[index], 0, target, 0, pixels[index].length),
            new int[pixels.length]);
    return logits(trained, images, dataDirectory);
  }

  /**
   * Logits of images, whose labels are not looked at. Where another process computes them, no copy
   * of all images is made in memory.
   *
   * @return {@code [images][classes]}
   * @throws MenagerieException if there can be no further process, or it fails
   */
  public float[][] logits(TrainedRun trained, ImageSet images, Path dataDirectory) {
    long ofImage = trained.network().network().summary().multiplyAccumulates();
    if (ofImage * images.size() <= mostHere) {
      return trained.logits(catalog, TrainedRun.pixels(images));
    }
    RunSpec spec =
        trained.spec().toBuilder()
            .engine(RecipeOptions.DEFAULT_ENGINE)
            .threads(Threads.processors())
            .build();
    Engine engine = catalog.engines().get(spec.engine());
    try (TemporaryFolder temporary = TemporaryFolder.make();
        WorkerPool workers = new WorkerPool(dataDirectory, plugins)) {
      RunFolder folder = RunFolder.forRun(temporary.path(), spec);
      folder.writeSpec(spec);
      new PredictionFolder(folder.path()).write(trained.network(), images);
      return workers
          .predict(spec, engine, folder)
          .readLogits(images.size(), trained.network().classes().size());
    }
  }
}
