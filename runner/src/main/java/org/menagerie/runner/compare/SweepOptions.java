package org.menagerie.runner.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.cluster.Clusters;
import org.menagerie.execution.sweep.SweepLimits;
import org.menagerie.runner.options.EvidenceOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.sweep.Shard;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a sweep: how often models are trained, and how many at a time. */
final class SweepOptions {
  /** A scheme and an absolute path below it. */
  private static final Pattern CHECKPOINTS = Pattern.compile("[a-z][a-z0-9+.-]*:/[^?#]+");

  private static final String DECIDED = "decided";
  private static final int USUAL_MOST_SEEDS = 40;
  private static final String SEEDS = "5";
  private static final String SEEDS_OF_FOLDS = "1";

  @Option(
      names = "--seeds",
      paramLabel = "N|N,N,...",
      description = {
        "Number of seeds, counted from 1, or a list; \"4,\" is seed 4 alone",
        "(default: 5, with --folds 1)."
      })
  private @Nullable String seeds;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = {
        "Cross-validate: cut the training images into K parts, of each class as many,",
        "and train K times, each time without one of the parts, which then judges."
      })
  private @Nullable Integer folds;

  @Mixin private EvidenceOptions evidence = new EvidenceOptions();

  @Option(
      names = "--until",
      paramLabel = "decided",
      description = {
        "After --seeds, add seeds to models of which a pair is undecided, until every pair",
        "is better, worse, or equal within --margin. Holds however often it looks."
      })
  private @Nullable String until;

  @Option(
      names = "--max-seeds",
      paramLabel = "N",
      description = "With --until, the most seeds of a model (default: 40).")
  private @Nullable Integer maxSeeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Trainings at a time (default: processors divided by --threads).")
  private @Nullable Integer jobs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = {
        "Folder of the runs (default: ${DEFAULT-VALUE}); what is finished",
        "there is not trained again, and a run of fewer epochs",
        "is extended where the first would be the same."
      })
  private Path out = Path.of("runs");

  @Option(
      names = "--shard",
      paramLabel = "K/N",
      description = {
        "Train only the K-th of N parts of about equal work, as one of N machines;",
        "\"runner report\" puts their folders together."
      })
  private @Nullable String shard;

  @Option(
      names = "--shard-times",
      paramLabel = "DIR",
      description = {
        "Folder of finished runs by whose times the work is divided, the same for",
        "all shards (default: by multiply-accumulates and epochs)."
      })
  private @Nullable Path shardTimes;

  @Option(
      names = "--cluster",
      paramLabel = "MASTER",
      description = {
        "Train on Apache Spark, at an address as its --master takes it: spark://HOST:7077,",
        "local[*], local-cluster[2,1,1024], yarn or k8s://... (see docs/clusters.md)."
      })
  private @Nullable String cluster;

  @Option(
      names = "--cluster-home",
      paramLabel = "DIR",
      description = {
        "Folder of Spark, which does not come with Menagerie (default: spark/ of the",
        "distribution, else $SPARK_HOME)."
      })
  private @Nullable Path clusterHome;

  @Option(
      names = "--checkpoints",
      paramLabel = "URI",
      description = {
        "With --cluster, a folder that all its machines reach, as in hdfs://HOST/checkpoints,",
        "s3a://BUCKET/checkpoints or file:///mnt/shared: a run whose machine is lost",
        "resumes from its last checkpoint there."
      })
  private @Nullable String checkpoints;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = {
        "How long a training may be silent before it counts as hung,",
        "as in 90s, 10m or 1h (default: ${DEFAULT-VALUE})."
      })
  private String timeout = "";

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "2",
      description = {
        "Retries of a training that died or hung, from its",
        "checkpoint (default: ${DEFAULT-VALUE})."
      })
  private int retries;

  @Option(
      names = "--fresh-workers",
      description = {
        "Train each run in a process of its own. Without",
        "it, a process of vector trains one run after",
        "another, faster and with the same numbers."
      })
  private boolean freshWorkers;

  @Option(
      names = "--pool-builds",
      description = {
        "Compare runs as seeds of one model though they were computed at different",
        "numeric versions of their engine. Without it, that is asked at a terminal",
        "and refused elsewhere."
      })
  private boolean poolBuilds;

  @Option(
      names = "--watch",
      description = {
        "Show the sweep on a page while it trains, as \"runner watch\" does; prints the",
        "page's address."
      })
  private boolean watch;

  @Option(names = "--dry-run", description = "Show what would be trained, and stop.")
  private boolean dryRun;

  List<Long> seeds() {
    return Seeds.parse(seeds == null ? (folds == null ? SEEDS : SEEDS_OF_FOLDS) : seeds);
  }

  /** How each model is trained with each seed: in one way, or once for each fold. */
  List<UnaryOperator<RunRequest>> folds() {
    return folds == null ? List.of(request -> request) : Folds.of(folds);
  }

  /**
   * The most seeds of a model, if seeds are added until all is decided.
   *
   * @throws MenagerieException if options do not go together
   */
  OptionalInt seedsUntilDecided() {
    if (until == null) {
      if (maxSeeds != null) {
        throw wrong("--max-seeds only goes with --until decided.");
      }
      return OptionalInt.empty();
    }
    if (!until.strip().equals(DECIDED)) {
      throw wrong("--until knows one end, decided, not \"%s\".".formatted(until));
    }
    if (evidence.margin().isEmpty()) {
      throw wrong(
          "--until decided needs --margin, the points that do not matter, as in --margin 0.1: two equal models are never told apart.");
    }
    if (shard != null) {
      throw wrong("--until does not go with --shard, since one machine sees only its own runs.");
    }
    if (folds != null) {
      throw wrong("--until does not go with --folds, whose number is decided beforehand.");
    }
    int most = maxSeeds == null ? USUAL_MOST_SEEDS : maxSeeds;
    if (most < seeds().size() || most > Seeds.MOST) {
      throw wrong(
          "--max-seeds must be from the number of --seeds, here %d, to %d, not %d."
              .formatted(seeds().size(), Seeds.MOST, most));
    }
    return OptionalInt.of(most);
  }

  private static MenagerieException wrong(String sentence) {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, sentence);
  }

  Path out() {
    return out;
  }

  /**
   * The address of the cluster to train on; none for this machine.
   *
   * @throws MenagerieException if there is no such cluster, or what it takes to reach it is not
   *     here, or options do not go together
   */
  Optional<String> cluster() {
    if (clusterHome != null && cluster == null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "--cluster-home only goes with --cluster.");
    }
    var unused = checkpoints();
    Optional<String> master = Optional.ofNullable(cluster);
    master.map(Clusters::provider).ifPresent(kind -> kind.requireSoftware(clusterHome()));
    return master;
  }

  Optional<Path> clusterHome() {
    return Optional.ofNullable(clusterHome);
  }

  /**
   * The URI of a folder that all machines of the cluster reach, for checkpoints.
   *
   * @throws MenagerieException if there is no cluster, or it is no URI
   */
  Optional<String> checkpoints() {
    if (checkpoints == null) {
      return Optional.empty();
    }
    if (cluster == null) {
      throw wrong(
          "--checkpoints only goes with --cluster; on this machine, each run keeps its checkpoints in its folder.");
    }
    if (!CHECKPOINTS.matcher(checkpoints).matches()) {
      throw wrong(
          "--checkpoints must be the URI of a folder that all machines of the cluster reach, such as hdfs://host/checkpoints or file:///mnt/shared, not \"%s\"."
              .formatted(checkpoints));
    }
    return Optional.of(checkpoints);
  }

  /**
   * The part that is to be trained; none if it is all.
   *
   * @throws MenagerieException if there is no such part
   */
  Optional<Shard> shard() {
    if (shardTimes != null && shard == null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "--shard-times only goes with --shard.");
    }
    return Optional.ofNullable(shard).map(Shard::parse);
  }

  /**
   * The folder whose runs tell how much work others are, if one was named.
   *
   * @throws MenagerieException if it does not exist, or is the one that this sweep writes to
   */
  Optional<Path> shardTimes() {
    Path folder = shardTimes;
    if (folder == null) {
      return Optional.empty();
    }
    if (!Files.isDirectory(folder)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "There is no folder %s; name one that holds runs with --shard-times.".formatted(folder));
    }
    if (folder.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--shard-times must be another folder than --out: with every run that finishes there, the shards would be others.");
    }
    return Optional.of(folder);
  }

  boolean freshWorkers() {
    return freshWorkers;
  }

  boolean poolBuilds() {
    return poolBuilds;
  }

  boolean dryRun() {
    return dryRun;
  }

  /**
   * Whether a page shows how it goes.
   *
   * @throws MenagerieException if nothing goes on
   */
  boolean watch() {
    if (watch && dryRun) {
      throw wrong("--watch does not go with --dry-run, which trains nothing.");
    }
    return watch;
  }

  /**
   * The limits of a sweep in which each training takes so many threads.
   *
   * @throws MenagerieException if one of the limits is none
   */
  SweepLimits limits(int threads) {
    int standard = Math.max(1, Threads.processors() / Math.max(1, threads));
    return new SweepLimits(jobs == null ? standard : jobs, retries, duration(timeout));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse("PT" + text.strip().toUpperCase(Locale.ROOT));
    } catch (DateTimeException e) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The timeout must be a time such as 90s, 10m or 1h, not \"%s\".".formatted(text),
          e);
    }
  }

  /** What the comparison asks of its runs beyond their accuracies. */
  EvidenceOptions evidence() {
    return evidence;
  }
}
