package org.menagerie.training.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.checkpoint.CheckpointStore;
import org.menagerie.training.checkpoint.RunOrigin;
import org.menagerie.training.run.Ancestor;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.Scores;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.TestOutcome;
import org.menagerie.training.run.TestProbabilities;

/**
 * The training loop: epochs of steps on an engine, each followed by a judgement on images that are
 * not trained on, a line in the run's events and a checkpoint. A folder that holds a checkpoint is
 * resumed.
 */
public final class Trainer {
  private final TrainingJob job;
  private final RunFolder folder;
  private final TrainingListener listener;
  private final Recipe recipe;
  private final int classes;
  private final RunOrigin origin;
  private final CheckpointStore checkpoints;
  private final ShorterRuns shorter;
  private Optional<AveragedWeights> average = Optional.empty();
  private OptionalInt numericVersion = OptionalInt.empty();

  public Trainer(TrainingJob job, RunFolder folder, TrainingListener listener) {
    this(job, new TreeMap<>(), folder, ShorterRuns.NONE, listener);
  }

  /**
   * A training whose parts come from jars, and which may have begun already, with fewer epochs.
   *
   * @param plugins SHA-256 of the jars, by name; a run is resumed with the same ones only
   * @param shorter finished runs, one of which may be extended; looked for if nothing is begun
   */
  public Trainer(
      TrainingJob job,
      SortedMap<String, String> plugins,
      RunFolder folder,
      ShorterRuns shorter,
      TrainingListener listener) {
    this.job = job;
    this.folder = folder;
    this.listener = listener;
    this.recipe = job.spec().recipe();
    this.classes = job.dataset().classes();
    this.origin = new RunOrigin(job.spec().runName(), job.dataset().checksums(), plugins);
    this.checkpoints = new CheckpointStore(folder, origin, job.validation().isPresent());
    this.shorter = shorter;
  }

  /**
   * The outcome of a training.
   *
   * @param history one entry per epoch; where images are held out for validation, the final one was
   *     tested, and the best
   * @param stopReason why it ended
   * @param testOutcome of the final network
   * @param testProbabilities of the final network; none if there are too many to be kept
   * @param engine what the engine says of itself
   * @param numericVersion of its numbers in all epochs; none if a checkpoint was gone on from that
   *     was made at another version or does not say
   * @param ancestor the run that the first epochs are those of, if they were trained in another
   */
  public record Outcome(
      List<EpochMetrics> history,
      StopReason stopReason,
      TestOutcome testOutcome,
      Optional<TestProbabilities> testProbabilities,
      Map<String, String> engine,
      OptionalInt numericVersion,
      Optional<Ancestor> ancestor) {}

  /**
   * Trains until the recipe says that it is over.
   *
   * @return empty if the listener stopped it early; the folder can be resumed
   * @throws MenagerieException if the engine fails, the training diverges, or the folder cannot be
   *     written
   */
  public Optional<Outcome> run() {
    CheckpointStore.Start found = checkpoints.begin();
    found.notices().forEach(listener::noticed);
    boolean resumed = found.checkpoint().isPresent();
    try (Session session = job.open(initialWeights(resumed));
        BatchPipeline train = job.trainingBatches();
        JudgedImages judged =
            new JudgedImages(job, job.validation().orElse(job.dataset().test()))) {
      CheckpointStore.Start begun =
          resumed
              ? found
              : new Extension(job, origin, session.provenance(), listener)
                  .of(shorter.of(job), train.batchesPerEpoch())
                  .map(checkpoints::inherit)
                  .orElse(found);
      Optional<Checkpoint> checkpoint = begun.checkpoint();
      List<EpochMetrics> history = new ArrayList<>(begun.history());
      numericVersion = numericVersion(checkpoint);
      average =
          job.average()
              .map(rule -> new AveragedWeights(rule, checkpoint.flatMap(Checkpoint::average)));
      checkpoint.ifPresent(saved -> session.restore(saved.state()));
      listener.started(history.size());
      Evaluation evaluation = null;
      Optional<StopReason> stop = Stopping.after(history, recipe);
      while (stop.isEmpty() && listener.goesOn()) {
        evaluation = trainEpoch(session, train, judged, history);
        stop = Stopping.after(history, recipe);
      }
      if (stop.isEmpty()) {
        return Optional.empty();
      }
      if (job.validation().isPresent()) {
        evaluation = test(session, history);
      } else if (evaluation == null) {
        // All epochs were done before an interruption, and only the answers are missing.
        evaluation = evaluate(session, judged);
      }
      return Optional.of(
          new Outcome(
              List.copyOf(history),
              stop.get(),
              evaluation.outcome(classes),
              evaluation.probabilities(),
              session.provenance(),
              numericVersion,
              begun.ancestor()));
    }
  }

  /**
   * Tests the final network and that of the best epoch, when nothing is left to be decided, and
   * adds what comes out to their metrics.
   */
  private Evaluation test(Session session, List<EpochMetrics> history) {
    try (JudgedImages test = new JudgedImages(job, job.dataset().test())) {
      Evaluation ofFinal = evaluate(session, test);
      addTest(history, history.size(), ofFinal);
      int best = RunResult.bestOf(history).epoch();
      if (best < history.size()) {
        session.restore(checkpoints.best().network());
        addTest(history, best, test.evaluate(session));
      }
      return ofFinal;
    }
  }

  private static void addTest(List<EpochMetrics> history, int epoch, Evaluation evaluation) {
    EpochMetrics tested =
        history.get(epoch - 1).toBuilder().test(Optional.of(evaluation.scores())).build();
    history.set(epoch - 1, tested);
  }

  /** Weights to start from are read once: a run that is resumed has them in its checkpoint. */
  private TensorMap initialWeights(boolean resumed) {
    return resumed ? InitialWeights.draw(job.network(), job.spec().seed()) : InitialWeights.of(job);
  }

  private OptionalInt numericVersion(Optional<Checkpoint> checkpoint) {
    OptionalInt current = OptionalInt.of(job.engine().numericVersion());
    boolean same = checkpoint.isEmpty() || checkpoint.get().numericVersion().equals(current);
    return same ? current : OptionalInt.empty();
  }

  private Evaluation trainEpoch(
      Session session, BatchPipeline train, JudgedImages judged, List<EpochMetrics> history) {
    int epoch = history.size() + 1;
    session.seed(RandomStream.of(job.spec().seed(), "dropout", epoch).nextLong());
    RunningMetrics running = new RunningMetrics(classes);
    long start = System.nanoTime();
    Divergence divergence = new Divergence(job.spec().modelId(), epoch);
    Duration waited = trainBatches(session, train, divergence, running, trainLosses(history));
    long trained = System.nanoTime();
    average.ifPresent(averaged -> renewStatistics(averaged, session, train, epoch));
    Evaluation evaluation = evaluate(session, judged);
    Optional<Scores> scores = Optional.of(evaluation.scores());
    boolean validates = job.validation().isPresent();
    long evaluated = System.nanoTime();
    EpochMetrics metrics =
        EpochMetrics.builder(epoch)
            .trainLoss(running.loss())
            .trainAccuracy(running.accuracy())
            .validation(validates ? scores : Optional.empty())
            .test(validates ? Optional.empty() : scores)
            .learningRate(running.learningRate())
            .seconds((trained - start) / 1e9)
            .evaluationSeconds((evaluated - trained) / 1e9)
            .dataSeconds(waited.toNanos() / 1e9)
            .imagesPerSecond(running.images() / ((trained - start) / 1e9))
            .build();
    SessionState state = session.save();
    divergence.requireSound(state, evaluation.loss(), running.learningRate());
    record(metrics, history, state);
    return evaluation;
  }

  /** After an epoch that is part of the average, where running statistics are no part of it. */
  private void renewStatistics(
      AveragedWeights averaged, Session session, BatchPipeline train, int epoch) {
    if (averaged.current().isPresent() && averaged.rule().renewsStatistics()) {
      SessionState trained = session.save();
      averaged.replace(
          new StatisticsRenewal(job.network()).of(session, averaged.current().get(), train, epoch));
      session.restore(trained);
    }
  }

  /** Judges the averaged network, if there is one. */
  private Evaluation evaluate(Session session, JudgedImages images) {
    Optional<TensorMap> averaged = average.flatMap(AveragedWeights::current);
    if (averaged.isEmpty()) {
      return images.evaluate(session);
    }
    SessionState trained = session.save();
    session.restore(SessionState.of(averaged.get(), trained.optimizer(), trained.steps()));
    Evaluation evaluation = images.evaluate(session);
    session.restore(trained);
    return evaluation;
  }

  private static List<Double> trainLosses(List<EpochMetrics> history) {
    return history.stream().map(EpochMetrics::trainLoss).toList();
  }

  private Duration trainBatches(
      Session session,
      BatchPipeline train,
      Divergence divergence,
      RunningMetrics running,
      List<Double> trainLosses) {
    int epoch = divergence.epoch();
    int batchesPerEpoch = train.batchesPerEpoch();
    long step = (long) (epoch - 1) * batchesPerEpoch;
    try (EpochBatches batches = train.epoch(epoch)) {
      for (int number = 1; batches.hasNext(); number++, step++) {
        Batch batch = batches.next();
        StepSettings settings = settings(step, trainLosses);
        StepResult result = session.train(batch, settings);
        if (average.isPresent()) {
          average.get().add(session, step);
        }
        divergence.requireNumber(result.loss(), number, settings.learningRate());
        running.add(batch, settings, result);
        listener.batch(
            new BatchProgress(epoch, number, batchesPerEpoch, running.loss(), running.accuracy()));
      }
      return batches.waited();
    }
  }

  private StepSettings settings(long step, List<Double> trainLosses) {
    StepSettings scheduled = job.curve().at(step, trainLosses);
    return average.map(averaged -> averaged.rule().settings(step, scheduled)).orElse(scheduled);
  }

  /** Events first: an epoch whose checkpoint is missing is trained again, not lost. */
  private void record(EpochMetrics metrics, List<EpochMetrics> history, SessionState state) {
    history.add(metrics);
    boolean best = RunResult.bestOf(history).equals(metrics);
    folder.appendEvent(metrics);
    checkpoints.save(
        history,
        new Checkpoint(
            history.size(), state, average.flatMap(AveragedWeights::current), numericVersion),
        best);
    listener.epoch(metrics);
  }
}
