package org.menagerie.engine.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * Convolutions of nothing but ones, whose results and gradients are whole numbers that are known.
 * Those of PyTorch have been wrong without a word: see {@link HiddenCaches}.
 */
final class ConvolutionCheck {
  private static final int BATCH = 8;
  private static final int KERNEL = 3;

  /** Channels and sides at which oneDNN has gone wrong with one set of instructions or another. */
  private static final List<Case> CASES =
      List.of(new Case(8, 10, 8), new Case(10, 16, 8), new Case(24, 20, 10));

  private ConvolutionCheck() {}

  /**
   * Refuses an engine that computes one of them wrong.
   *
   * @throws MenagerieException of {@link ErrorCode#ENGINE_UNAVAILABLE}, with what to do
   */
  static void require(Backend backend) {
    if (!CASES.stream().allMatch(new OnDjl(Engine.getEngine(backend.djlName()))::isRight)) {
      throw new MenagerieException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The engine %s computes wrong convolutions on this machine, whose processor probably hides the sizes of its caches from it: set the environment variable %s=%s and start again, or use another engine."
              .formatted(
                  backend.id(), HiddenCaches.INSTRUCTIONS, HiddenCaches.OLDEST_INSTRUCTIONS));
    }
  }

  /** A convolution, without padding, of square images of ones with kernels of ones. */
  record Case(int inputs, int outputs, int side) {
    private int outputSide() {
      return side - KERNEL + 1;
    }

    /** Whether each output is the number of weights that make it. */
    boolean isOutput(float[] values) {
      boolean right = values.length == BATCH * outputs * outputSide() * outputSide();
      for (float value : values) {
        right &= value == inputs * KERNEL * KERNEL;
      }
      return right;
    }

    /** Whether the gradient of the outputs' sum is, by each input, the number of its uses. */
    boolean isGradient(float[] values) {
      boolean right = values.length == BATCH * inputs * side * side;
      for (int i = 0; i < values.length; i++) {
        right &= values[i] == outputs * uses(i / side % side) * uses(i % side);
      }
      return right;
    }

    /** At how many positions, along one axis, a kernel covers this row or column. */
    private int uses(int position) {
      return Math.min(position, outputSide() - 1) - Math.max(0, position - KERNEL + 1) + 1;
    }
  }

  private record OnDjl(Engine engine) {
    private static final Shape UNPADDED = new Shape(0, 0);
    private static final Shape EACH = new Shape(1, 1);

    boolean isRight(Case ones) {
      try (NDManager manager = engine.newBaseManager(Device.cpu());
          GradientCollector collector = engine.newGradientCollector()) {
        NDArray images = manager.ones(new Shape(BATCH, ones.inputs(), ones.side(), ones.side()));
        NDArray weights = manager.ones(new Shape(ones.outputs(), ones.inputs(), KERNEL, KERNEL));
        images.setRequiresGradient(true);
        NDArray output =
            Conv2d.conv2d(images, weights, null, EACH, UNPADDED, EACH, 1).singletonOrThrow();
        collector.backward(output.sum());
        return ones.isOutput(output.toFloatArray())
            && ones.isGradient(images.getGradient().toFloatArray());
      }
    }
  }
}
