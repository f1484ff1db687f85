package org.menagerie.engine.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;

/**
 * What a training step costs at least on DJL: forward, backward, and SGD with momentum on arrays
 * that stay where they are. Nothing is read back but the loss.
 */
final class BareLoop implements AutoCloseable {
  private final Backend backend;
  private final Engine engine;
  private final NDManager manager;
  private final Operation network;
  private final Shape sample;
  private final int classes;
  private final float learningRate;
  private final float momentum;
  private final NDArray learningRateArray;
  private final NDArray momentumArray;
  private final Map<String, NDArray> arrays = new HashMap<>();
  private final List<NDArray> parameters = new ArrayList<>();
  private final List<NDArray> velocities = new ArrayList<>();
  private final List<NDArray> gradients = new ArrayList<>();
  private final DirectFloats images;

  BareLoop(
      Backend backend,
      Network network,
      TensorMap weights,
      int batchSize,
      float learningRate,
      float momentum) {
    this.backend = backend;
    this.engine = Engine.getEngine(backend.djlName());
    this.manager = engine.newBaseManager(Device.cpu());
    this.network = Operations.of(backend, manager, network);
    this.sample = Shapes.of(network.input());
    this.classes = network.output().channels();
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.learningRateArray = manager.create(learningRate);
    this.momentumArray = manager.create(momentum);
    this.images = new DirectFloats(Math.toIntExact(batchSize * sample.size()));
    for (Parameter parameter : network.parameters()) {
      Tensor weight = weights.get(parameter.name());
      NDArray array = manager.create(weight.values(), Shapes.of(weight.shape()));
      arrays.put(parameter.name(), array);
      if (parameter.trainable()) {
        array.setRequiresGradient(true);
        parameters.add(array);
        velocities.add(manager.zeros(array.getShape()));
      }
    }
  }

  /** Loss before the update. */
  double train(Batch batch) {
    try (NDManager step = manager.newSubManager()) {
      images.write(batch.images(), images.capacity());
      NDArray input = images.array(step, 0, new Shape(batch.size()).addAll(sample));
      Shape shape = new Shape(batch.size(), classes);
      NDArray targets = step.create(targets(batch), shape);
      NDArray scale = step.create(-1f / batch.size());
      NDArray loss;
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray logits = network.apply(input, new Pass(arrays, true, new Tape()));
        loss = logits.logSoftmax(1).mul(targets).sum().mul(scale);
        collector.backward(loss);
      }
      update();
      return loss.toFloatArray()[0];
    }
  }

  private float[] targets(Batch batch) {
    float[] targets = new float[batch.size() * classes];
    for (int i = 0; i < batch.size(); i++) {
      targets[i * classes + batch.labels()[i]] = 1;
    }
    return targets;
  }

  private void update() {
    if (gradients.isEmpty()) {
      parameters.forEach(parameter -> gradients.add(parameter.getGradient()));
    }
    for (int i = 0; i < parameters.size(); i++) {
      NDArray velocity = velocities.get(i);
      NDArray gradient = gradients.get(i);
      scale(velocity).addi(gradient);
      try (NDArray change = change(velocity)) {
        parameters.get(i).subi(change);
      }
      if (backend == Backend.PYTORCH) {
        // MXNet overwrites gradients, PyTorch adds to them.
        gradient.subi(gradient);
      }
    }
  }

  /** Each engine in its faster way: DJL makes an array of every number that PyTorch is given. */
  private NDArray scale(NDArray velocity) {
    return backend == Backend.PYTORCH ? velocity.muli(momentumArray) : velocity.muli(momentum);
  }

  private NDArray change(NDArray velocity) {
    return backend == Backend.PYTORCH
        ? velocity.mul(learningRateArray)
        : velocity.mul(learningRate);
  }

  /** Waits for work that the engine has only queued. */
  void finish() {
    parameters.get(parameters.size() - 1).toFloatArray();
  }

  @Override
  public void close() {
    manager.close();
  }
}
