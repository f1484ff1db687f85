package org.menagerie.api.network;

/**
 * What one output value of a layer sees of the network's input, in the notation of the receptive
 * field literature: n for map sizes, j for jumps, r for receptive fields.
 *
 * @param window the layer's own window on its input map
 * @param sizeIn edge of the input map (n_in), in values of that map
 * @param sizeOut edge of the output map (n_out)
 * @param jumpIn distance in input pixels between two neighbouring values of the input map (j_in)
 * @param jumpOut the same for the output map (j_out)
 * @param fieldIn edge in input pixels of what one input value sees (r_in)
 * @param fieldOut the same for one output value (r_out); it may exceed the image, whose border then
 *     counts as padding
 * @see <a href="https://distill.pub/2019/computing-receptive-fields">Araujo, Norris, Sim: Computing
 *     Receptive Fields of Convolutional Neural Networks (Distill 2019)</a>
 */
public record ReceptiveField(
    Window window, int sizeIn, int sizeOut, int jumpIn, int jumpOut, int fieldIn, int fieldOut) {

  private static final Window POINT = new Window(1, 1, 0, 1);

  /** The start: each pixel sees itself. */
  static ReceptiveField ofInput(Shape input) {
    int size = Math.max(input.height(), input.width());
    return new ReceptiveField(POINT, size, size, 1, 1, 1, 1);
  }

  /** The field after one more layer; {@code sizeOut} is the edge that the layer leaves. */
  ReceptiveField through(Window next, int nextSizeOut) {
    return new ReceptiveField(
        next,
        sizeOut,
        nextSizeOut,
        jumpOut,
        jumpOut * next.stride(),
        fieldOut,
        fieldOut + (next.extent() - 1) * jumpOut);
  }

  /** The field after a layer that looks at single values and keeps the map. */
  ReceptiveField throughPoint() {
    return through(POINT, sizeOut);
  }

  /** The field after a layer that looks at the whole map at once. */
  ReceptiveField throughWholeMap() {
    return through(new Window(sizeOut, 1, 0, 1), 1);
  }
}
