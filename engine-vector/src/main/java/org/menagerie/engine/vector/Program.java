package org.menagerie.engine.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.engine.vector.Blocks.Piece;
import org.menagerie.engine.vector.kernel.Kernels;

/**
 * The units of a network cut into stages. Within a stage each block of images goes its own way; a
 * stage ends where batch normalisation needs the sums of all blocks.
 */
final class Program implements AutoCloseable {
  private static final int PARAMETERS_AT_ONCE = 1024;

  private final List<Unit> units;
  private final List<List<Unit>> stages;
  private final Map<String, Normalization> normalizations;
  private final Loss loss;
  private final int parameters;
  private final List<Piece> parameterPieces;
  private final WorkerState[] workers;
  private final Team team;
  private BlockState[] blocks = new BlockState[0];

  Program(UnitBuilder.Units network, int parameters, double smoothing, int threads) {
    this.units = network.units();
    this.normalizations = network.normalizations();
    this.stages = stages(units);
    this.loss = new Loss(last().layout(), smoothing);
    this.parameters = parameters;
    this.parameterPieces = Blocks.even(parameters, PARAMETERS_AT_ONCE);
    stages.get(stages.size() - 1).forEach(Unit::expectNoLaterStage);
    this.workers = new WorkerState[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = new WorkerState(units.size());
      for (Unit unit : units) {
        unit.allocate(workers[i]);
      }
    }
    this.team = new Team(workers);
  }

  /** What a pass forward and backward gives. */
  @SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
  record Step(double loss, float[] logits, float[] gradients) {}

  private static List<List<Unit>> stages(List<Unit> units) {
    List<List<Unit>> stages = new ArrayList<>();
    List<Unit> stage = new ArrayList<>();
    for (Unit unit : units) {
      stage.add(unit);
      if (unit.normalization() != null) {
        stages.add(stage);
        stage = new ArrayList<>();
      }
    }
    stages.add(stage);
    return stages;
  }

  Map<String, Normalization> normalizations() {
    return normalizations;
  }

  /** What a step takes, which is counted while it runs. */
  List<LayerTime> profile(Runnable step) {
    List<Profile> profiles = Stream.of(workers).map(worker -> worker.profile).toList();
    profiles.forEach(Profile::begin);
    try {
      step.run();
    } finally {
      profiles.forEach(Profile::end);
    }
    return units.stream()
        .filter(unit -> !unit.layers().isEmpty())
        .map(unit -> Profile.time(unit, profiles))
        .toList();
  }

  /** Logits in evaluation mode. */
  float[] evaluate(Batch batch, float[] values) {
    begin(batch, values);
    normalizations.values().forEach(norm -> norm.useRunningStatistics(values));
    float[] logits = new float[batch.size() * loss.classes()];
    run(
        batch.size(),
        units,
        (block, worker) -> {
          readImages(batch, block);
          for (Unit unit : units) {
            forward(unit, block, worker, false);
          }
          readLogits(block, logits, false);
        });
    team.finish();
    return logits;
  }

  /**
   * Loss, logits and gradients in training mode; moves the running statistics.
   *
   * @param seed of dropout
   */
  Step differentiate(Batch batch, float[] values, long seed) {
    begin(batch, values);
    float[] logits = new float[batch.size() * loss.classes()];
    float[] gradients = new float[parameters];
    forward(batch, values, seed, logits);
    backward(batch.size(), values, gradients);
    double total = 0;
    int count = Loss.blocks(batch.size());
    for (int b = 0; b < count; b++) {
      total += blocks[b].loss;
    }
    return new Step(total / batch.size(), logits, gradients);
  }

  private void forward(Batch batch, float[] values, long seed, float[] logits) {
    for (int i = 0; i < stages.size(); i++) {
      List<Unit> stage = stages.get(i);
      int number = i;
      boolean end = i == stages.size() - 1;
      run(
          batch.size(),
          stage,
          (block, worker) -> {
            if (number == 0) {
              block.seed(seed);
              readImages(batch, block);
            }
            for (Unit unit : stage) {
              forward(unit, block, worker, true);
            }
            if (end) {
              lossAndGradient(batch, block, logits);
              backward(number, block, worker);
            } else {
              normalized(number).addUp(block);
            }
          });
      if (!end) {
        Unit normalized = normalized(number);
        Normalization normalization = Objects.requireNonNull(normalized.normalization());
        normalization.useBatchStatistics(blocks, normalized.index(), batch.size(), values);
      }
    }
  }

  private void forward(Unit unit, BlockState block, WorkerState worker, boolean training) {
    unit.beginSums(block);
    new SharedRows(unit, block, training, team).compute(worker);
  }

  private void backward(int images, float[] values, float[] gradients) {
    for (int i = stages.size() - 2; i >= 0; i--) {
      int number = i;
      Unit normalized = normalized(number);
      Normalization normalization = Objects.requireNonNull(normalized.normalization());
      normalization.differentiate(blocks, normalized.index(), images, values, gradients);
      run(images, stages.get(i), (block, worker) -> backward(number, block, worker));
    }
    team.finish();
    team.each(parameterPieces.size(), i -> addUp(parameterPieces.get(i), gradients));
  }

  private void addUp(Piece some, float[] gradients) {
    for (BlockState block : blocks) {
      if (block.images > 0) {
        for (int i = some.first(); i < some.first() + some.size(); i++) {
          gradients[i] += block.parameterGradients[i];
        }
      }
    }
  }

  private void backward(int number, BlockState block, WorkerState worker) {
    List<Unit> stage = stages.get(number);
    for (int u = stage.size() - 1; u >= 0; u--) {
      Unit unit = stage.get(u);
      unit.sources().forEach(source -> source.beginSums(block));
      if (unit.operation().hasParameters() && team.runsOut()) {
        team.putOff(other -> unit.backward(block, other, Gradients.OF_PARAMETERS));
        unit.backward(block, worker, Gradients.OF_INPUT);
      } else {
        unit.backward(block, worker, Gradients.ALL);
      }
    }
    if (number > 0) {
      normalized(number - 1).addUp(block);
    }
  }

  /** The unit that ends a stage, which is any but the last one. */
  private Unit normalized(int number) {
    List<Unit> stage = stages.get(number);
    return stage.get(stage.size() - 1);
  }

  private void lossAndGradient(Batch batch, BlockState block, float[] logits) {
    float[] values = readLogits(block, logits, true);
    block.loss = 0;
    for (int lane = 0; lane < block.images; lane++) {
      int label = batch.labels()[block.index * Kernels.LANES + lane];
      block.loss += loss.differentiate(values, lane, label, batch.size());
    }
    for (float[] skipped : block.skipped) {
      if (skipped != null) {
        Arrays.fill(skipped, 0);
      }
    }
    last().beginSums(block);
    for (int y = 0; y < last().layout().height(); y++) {
      last().receive(block, y, values, last().layout(), y);
    }
  }

  private void readImages(Batch batch, BlockState block) {
    Unit images = units.get(0);
    ((Images) images.operation()).read(batch, block, images.values(block));
  }

  private float[] readLogits(BlockState block, float[] logits, boolean training) {
    float[] values = last().layout().allocate();
    for (int y = 0; y < last().layout().height(); y++) {
      last().activate(block, y, values, last().layout(), y, training);
    }
    for (int lane = 0; lane < block.images; lane++) {
      int image = block.index * Kernels.LANES + lane;
      loss.copy(values, lane, logits, image * loss.classes());
    }
    return values;
  }

  private void begin(Batch batch, float[] values) {
    int count = Loss.blocks(batch.size());
    if (count > blocks.length) {
      int old = blocks.length;
      blocks = Arrays.copyOf(blocks, count);
      for (int b = old; b < count; b++) {
        blocks[b] = new BlockState(b, units.size(), parameters);
        for (Unit unit : units) {
          unit.allocate(blocks[b]);
        }
      }
    }
    for (BlockState block : blocks) {
      block.images =
          Math.max(0, Math.min(Kernels.LANES, batch.size() - block.index * Kernels.LANES));
    }
    team.each(units.size(), unit -> units.get(unit).operation().load(values));
  }

  private void run(int images, List<Unit> stage, Team.Work work) {
    team.run(
        (block, worker) -> {
          stage.forEach(unit -> unit.lend(worker, block));
          work.on(block, worker);
        },
        blocks,
        Loss.blocks(images));
  }

  private Unit last() {
    return units.get(units.size() - 1);
  }

  @Override
  public void close() {
    team.close();
  }
}
