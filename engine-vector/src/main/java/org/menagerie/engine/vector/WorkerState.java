package org.menagerie.engine.vector;

/** Room that a worker needs while it is at a block, some of which it lends to the block. */
final class WorkerState {
  /** Per unit, for a block, what its operation gave, where no later stage needs it. */
  final float[][] values;

  /** Per unit, the input of its operation, bordered as the operation wants it. */
  final float[][] inputs;

  /** Per unit, the gradient of its operation's output, likewise. */
  final float[][] errors;

  /** Per unit, for a block, the gradient behind activation, where no later stage needs it. */
  final float[][] gradients;

  /** Per unit, rows of the gradient of its operation's input. */
  final float[][] inputErrors;

  /** Per unit, sums for the gradients of its weights. */
  final float[][] weightSums;

  /** Per unit, sums for the gradients of its biases. */
  final float[][] biasSums;

  /** Per unit, room for its convolution if that works in tiles. */
  final WinogradRoom[] winograd;

  final Profile profile;

  WorkerState(int units) {
    this.profile = new Profile(units);
    this.values = new float[units][];
    this.inputs = new float[units][];
    this.errors = new float[units][];
    this.gradients = new float[units][];
    this.inputErrors = new float[units][];
    this.weightSums = new float[units][];
    this.biasSums = new float[units][];
    this.winograd = new WinogradRoom[units];
  }
}
