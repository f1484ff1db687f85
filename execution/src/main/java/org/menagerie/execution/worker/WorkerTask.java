package org.menagerie.execution.worker;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginProblem;
import org.menagerie.training.evaluation.EvaluationFolder;
import org.menagerie.training.evaluation.Evaluator;
import org.menagerie.training.evaluation.PredictionFolder;
import org.menagerie.training.evaluation.Predictor;
import org.menagerie.training.evaluation.RenewalFolder;
import org.menagerie.training.finder.FinderFolder;
import org.menagerie.training.finder.LearningRateFinder;
import org.menagerie.training.loop.ShorterRuns;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.parity.TraceFolder;
import org.menagerie.training.parity.Tracer;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.PeakMemory;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Signature;
import org.menagerie.training.run.Version;

/** The task of a worker; its name is the worker's first argument. */
enum WorkerTask {
  /** Trains a run to its end, or until the listener has it stop. */
  TRAIN {
    @Override
    void perform(
        RunFolder folder, LoadedPlugins plugins, Path dataDirectory, TrainingListener listener) {
      Instant startedAt = Instant.now();
      PeakMemory peak = PeakMemory.sinceNow();
      RunSpec spec = folder.readSpec();
      Planner planner = planner(plugins, dataDirectory);
      TrainingJob job = job(spec, planner, plugins);
      SortedMap<String, String> jars = plugins.checksums(spec);
      ShorterRuns shorter = planner.shorterRuns(requireNonNull(folder.path().getParent()));
      Optional<Trainer.Outcome> trained = new Trainer(job, jars, folder, shorter, listener).run();
      if (trained.isEmpty()) {
        return;
      }
      Trainer.Outcome outcome = trained.get();
      NetworkSummary summary = job.network().summary();
      // Before the result, by which a run is known to be finished.
      outcome.testProbabilities().ifPresent(probabilities -> probabilities.write(folder));
      folder.writeResult(
          new RunResult(
              RunResult.SCHEMA_VERSION,
              spec,
              summary.trainableParameters(),
              summary.multiplyAccumulates(),
              outcome.stopReason(),
              outcome.history(),
              outcome.testOutcome(),
              job.validation().stream().mapToInt(ImageSet::size).findFirst(),
              Optional.of(Signature.of(job.dataset())),
              peak.bytes(),
              new Provenance(
                  Version.current(),
                  Build.of(job.engine(), outcome.numericVersion()),
                  engine(outcome),
                  job.dataset().checksums(),
                  jars,
                  Machine.here(),
                  startedAt.toString(),
                  Instant.now().toString(),
                  outcome.ancestor())));
    }

    @Override
    Path lastFile(RunFolder folder) {
      return folder.resultFile();
    }

    @Override
    boolean isFollowed() {
      return true;
    }
  },

  /** Traces the first steps of a run, as the plan in its folder says. */
  TRACE {
    @Override
    void perform(
        RunFolder folder, LoadedPlugins plugins, Path dataDirectory, TrainingListener listener) {
      TraceFolder trace = new TraceFolder(folder.path());
      Planner planner = planner(plugins, dataDirectory);
      Tracer.trace(job(folder.readSpec(), planner, plugins), trace.readPlan(), trace);
    }

    @Override
    Path lastFile(RunFolder folder) {
      return new TraceFolder(folder.path()).logitsFile();
    }
  },

  /** Searches for a learning rate, as the plan in the folder says. */
  FIND {
    @Override
    void perform(
        RunFolder folder, LoadedPlugins plugins, Path dataDirectory, TrainingListener listener) {
      FinderFolder finder = new FinderFolder(folder.path());
      Planner planner = planner(plugins, dataDirectory);
      TrainingJob job = job(folder.readSpec(), planner, plugins);
      finder.writeCurve(LearningRateFinder.find(job, finder.readPlan()));
    }

    @Override
    Path lastFile(RunFolder folder) {
      return new FinderFolder(folder.path()).curveFile();
    }
  },

  /** Shows images to a trained network, as the plan in the folder says. */
  EVALUATE {
    @Override
    void perform(
        RunFolder folder, LoadedPlugins plugins, Path dataDirectory, TrainingListener listener) {
      EvaluationFolder evaluation = new EvaluationFolder(folder.path());
      DatasetLocator datasets = new DatasetLocator(plugins.catalog(), dataDirectory);
      evaluation.writeAnswers(
          new Evaluator(plugins.catalog(), datasets)
              .evaluate(folder.readSpec(), evaluation.readPlan()));
    }

    @Override
    Path lastFile(RunFolder folder) {
      return new EvaluationFolder(folder.path()).answersFile();
    }
  },

  /** Shows the images in the folder, which have no labels, to the network beside them. */
  PREDICT {
    @Override
    void perform(
        RunFolder folder, LoadedPlugins plugins, Path dataDirectory, TrainingListener listener) {
      new Predictor(plugins.catalog(), planner(plugins, dataDirectory))
          .predict(folder.readSpec(), new PredictionFolder(folder.path()));
    }

    @Override
    Path lastFile(RunFolder folder) {
      return new PredictionFolder(folder.path()).logitsFile();
    }
  },

  /** Computes the running statistics of the weights in the folder again. */
  RENEW {
    @Override
    void perform(
        RunFolder folder, LoadedPlugins plugins, Path dataDirectory, TrainingListener listener) {
      TrainingJob job = job(folder.readSpec(), planner(plugins, dataDirectory), plugins);
      new RenewalFolder(folder.path()).renew(job);
    }

    @Override
    Path lastFile(RunFolder folder) {
      return new RenewalFolder(folder.path()).renewedFile();
    }
  };

  /** Does the work in this process. */
  abstract void perform(
      RunFolder folder, LoadedPlugins plugins, Path dataDirectory, TrainingListener listener);

  /** The file that appears when the work is done. */
  abstract Path lastFile(RunFolder folder);

  /** Whether others look on, and may ask for its end. */
  boolean isFollowed() {
    return false;
  }

  /** What is known of the engine, and where it was if that is not the machine of the command. */
  private static SortedMap<String, String> engine(Trainer.Outcome outcome) {
    SortedMap<String, String> known = new TreeMap<>(outcome.engine());
    Optional.ofNullable(System.getProperty(WorkerHost.PLACE))
        .ifPresent(place -> known.put("place", place));
    return known;
  }

  private static Planner planner(LoadedPlugins plugins, Path dataDirectory) {
    return new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), dataDirectory));
  }

  /** The job; what the front end found a moment ago may be gone, or work there alone. */
  private static TrainingJob job(RunSpec spec, Planner planner, LoadedPlugins plugins) {
    try {
      return planner.prepare(spec);
    } catch (MenagerieException e) {
      if (e.code() != ErrorCode.UNKNOWN_NAME || plugins.problems().isEmpty()) {
        throw e;
      }
      throw new MenagerieException(
          ErrorCode.PLUGIN_BROKEN,
          "The training process does not find all that this run needs; what is wrong with plug-ins there is: %s"
              .formatted(
                  plugins.problems().stream().map(PluginProblem::toString).collect(joining(" "))),
          e);
    }
  }
}
