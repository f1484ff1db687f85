package org.menagerie.training.loop;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.WeightAverage;
import org.menagerie.data.pipeline.BatchMixing;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.split.StratifiedSplit;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.recipe.FrozenParameters;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Teacher;

/**
 * A run with every name in it resolved.
 *
 * @param spec what was asked for
 * @param network the model's
 * @param engine what computes
 * @param dataset what to train and test on, without the images that the recipe holds out
 * @param validation these images, if it holds out any
 * @param optimizer how parameters follow their gradients
 * @param loss the function to minimise
 * @param curve learning rate and momentum of each step
 * @param transforms applied in order to each training image
 * @param batchTransform applied to each training batch as a whole, after these
 * @param average of the weights, which then is what is tested and kept
 * @param testViews what gives further views of test images
 * @param teacher the network of the teacher that the specification names
 */
public record TrainingJob(
    RunSpec spec,
    Network network,
    Engine engine,
    Dataset dataset,
    Optional<ImageSet> validation,
    Optimizer optimizer,
    Loss loss,
    Schedule.Curve curve,
    List<ImageTransform> transforms,
    Optional<BatchTransform> batchTransform,
    Optional<WeightAverage> average,
    List<ImageTransform> testViews,
    Optional<Network> teacher) {

  /**
   * Checks that network and loss fit the data, and fits the loss to them.
   *
   * @throws org.menagerie.api.error.MenagerieException if one of them does not
   * @throws IllegalArgumentException if images are held out and the recipe does not say so, or the
   *     other way round
   */
  public TrainingJob {
    transforms = List.copyOf(transforms);
    testViews = List.copyOf(testViews);
    DataFit.require(spec.modelId(), network, dataset.name(), dataset.format());
    loss.check(dataset.classes());
    loss = loss.fittedTo(StratifiedSplit.counts(dataset.train(), dataset.classes()));
    if (validation.isPresent() != spec.recipe().validatedOn().isPresent()) {
      throw new IllegalArgumentException("images are held out as the recipe says");
    }
  }

  /** A training on all images, in batches as they are, whose weights are used as they are. */
  public TrainingJob(
      RunSpec spec,
      Network network,
      Engine engine,
      Dataset dataset,
      Optimizer optimizer,
      Loss loss,
      Schedule.Curve curve,
      List<ImageTransform> transforms) {
    this(
        spec,
        network,
        engine,
        dataset,
        Optional.empty(),
        optimizer,
        loss,
        curve,
        transforms,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** The batches to train on; to be closed. */
  public BatchPipeline trainingBatches() {
    Recipe recipe = spec.recipe();
    return BatchPipeline.forTraining(
        dataset.train(),
        recipe.batchSize(),
        recipe.normalization(),
        transforms,
        spec.seed(),
        recipe.sampler(),
        recipe.dropLast(),
        batchTransform.map(transform -> new BatchMixing(transform, dataset.classes())));
  }

  /**
   * Opens a session, which has a teacher if the run has one; to be closed.
   *
   * @throws org.menagerie.api.error.MenagerieException if the engine fails, or the teacher's
   *     weights are not there any more, or others
   */
  public Session open(TensorMap weights) {
    Optional<Session> opened = teacher.map(this::openTeacher);
    try {
      Session session = engine.open(sessionSpec(), weights);
      return opened
          .<Session>map(asked -> new TaughtSession(session, asked, rescaling()))
          .orElse(session);
    } catch (RuntimeException | Error e) {
      opened.ifPresent(Session::close);
      throw e;
    }
  }

  /** On the student's engine; with its optimizer and loss, which nothing asks for. */
  private Session openTeacher(Network asked) {
    Teacher named = spec.teacher().orElseThrow();
    TensorMap drawn = InitialWeights.draw(asked, spec.seed());
    return engine.open(
        SessionSpec.builder(asked, optimizer, loss).threads(spec.threads()).build(),
        StoredWeights.read(named.weights(), Use.LEARN).all(drawn, named.modelId()));
  }

  private Rescaling rescaling() {
    return new Rescaling(
        spec.recipe().normalization(),
        spec.teacher().orElseThrow().normalization(),
        network.input().height() * network.input().width());
  }

  /** The session that its engine is to build. */
  public SessionSpec sessionSpec() {
    return SessionSpec.builder(network, optimizer, loss)
        .clipNorm(spec.recipe().clipNorm())
        .clipValue(spec.recipe().clipValue())
        .frozen(FrozenParameters.of(network, spec.recipe().freeze()))
        .threads(spec.threads())
        .build();
  }
}
