package org.menagerie.training.evaluation;

import java.util.Iterator;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Session;
import org.menagerie.api.network.Network;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Signature;

/** Shows images without labels to trained networks. */
public final class Predictor {
  /** Large, so that the end of a batch, where threads wait for each other, comes seldom. */
  private static final int BATCH = 1024;

  private final Catalog catalog;
  private final Planner planner;

  public Predictor(Catalog catalog, Planner planner) {
    this.catalog = catalog;
    this.planner = planner;
  }

  /**
   * Computes the logits of the images in a folder, and writes them there.
   *
   * @param spec of the network's run, with the engine and the threads to compute with
   */
  public void predict(RunSpec spec, PredictionFolder folder) {
    Signature signature = folder.readSignature();
    Network network = planner.network(spec, signature.images());
    ImageSet images = folder.readImages(network.input());
    try (Session session =
            catalog
                .engines()
                .get(spec.engine())
                .open(
                    catalog.session(network, spec.recipe(), spec.threads()),
                    StoredWeights.find(folder.weightsFile(), Use.PREDICT)
                        .all(InitialWeights.draw(network, spec.seed()), spec.modelId()));
        BatchPipeline pipeline =
            BatchPipeline.forEvaluation(images, BATCH, spec.recipe().normalization());
        EpochBatches batches = pipeline.epoch(1)) {
      folder.writeLogits(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return batches.hasNext();
            }

            @Override
            public float[] next() {
              return session.evaluate(batches.next());
            }
          });
    }
  }
}
