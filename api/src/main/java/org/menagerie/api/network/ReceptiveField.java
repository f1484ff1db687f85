package org.menagerie.api.network;

/**
 * What one output value of a layer sees of the network's input.
 *
 * @param window the layer's own window on its input map
 * @param rows from top to bottom
 * @param columns from left to right
 * @see <a href="https://distill.pub/2019/computing-receptive-fields">Araujo, Norris, Sim: Computing
 *     Receptive Fields of Convolutional Neural Networks (Distill 2019)</a>
 */
public record ReceptiveField(Window window, Axis rows, Axis columns) {

  /**
   * One direction, in the notation of the receptive field literature: n for map sizes, j for jumps,
   * r for receptive fields.
   *
   * @param sizeIn edge of the input map (n_in), in values of that map
   * @param sizeOut edge of the output map (n_out)
   * @param jumpIn distance in input pixels between two neighbouring values of the input map (j_in)
   * @param jumpOut the same for the output map (j_out)
   * @param fieldIn edge in input pixels of what one input value sees (r_in)
   * @param fieldOut the same for one output value (r_out); it may exceed the image, whose border
   *     then counts as padding
   */
  public record Axis(int sizeIn, int sizeOut, int jumpIn, int jumpOut, int fieldIn, int fieldOut) {

    private static Axis ofInput(int size) {
      return new Axis(size, size, 1, 1, 1, 1);
    }

    private Axis through(int extent, int stride, int nextSizeOut) {
      return new Axis(
          sizeOut,
          nextSizeOut,
          jumpOut,
          jumpOut * stride,
          fieldOut,
          fieldOut + (extent - 1) * jumpOut);
    }

    /** What a merge of paths sees: the most that any of them does, on the finest of their maps. */
    private Axis merged(Axis other) {
      Axis finer = other.sizeOut > sizeOut ? other : this;
      return new Axis(
          sizeIn,
          finer.sizeOut,
          jumpIn,
          finer.jumpOut,
          fieldIn,
          Math.max(fieldOut, other.fieldOut));
    }

    private Axis from(Axis input) {
      return new Axis(input.sizeOut, sizeOut, input.jumpOut, jumpOut, input.fieldOut, fieldOut);
    }
  }

  /** The start: each pixel sees itself. */
  static ReceptiveField ofInput(Shape input) {
    return new ReceptiveField(
        Window.POINT, Axis.ofInput(input.height()), Axis.ofInput(input.width()));
  }

  /** The field after one more layer, which leaves a map of that shape. */
  ReceptiveField through(Window next, Shape output) {
    return new ReceptiveField(
        next,
        rows.through(next.extent().height(), next.stride().height(), output.height()),
        columns.through(next.extent().width(), next.stride().width(), output.width()));
  }

  /** The field after a layer that looks at single values and keeps the map. */
  ReceptiveField throughPoint() {
    return new ReceptiveField(
        Window.POINT, rows.through(1, 1, rows.sizeOut), columns.through(1, 1, columns.sizeOut));
  }

  /** The field after a layer that looks at the whole map at once. */
  ReceptiveField throughWholeMap() {
    Window whole =
        new Window(
            new Size(rows.sizeOut, columns.sizeOut), Size.square(1), Padding.NONE, Size.square(1));
    return through(whole, Shape.flat(1));
  }

  /** The field behind this path and another that is merged with it. */
  ReceptiveField merged(ReceptiveField other) {
    return new ReceptiveField(window, rows.merged(other.rows), columns.merged(other.columns));
  }

  /** The same field, seen from the input of the layer that its paths belong to. */
  ReceptiveField from(ReceptiveField input) {
    return new ReceptiveField(Window.POINT, rows.from(input.rows), columns.from(input.columns));
  }

  /** Rows and columns in input pixels of what one output value sees. */
  public Size fieldOut() {
    return new Size(rows.fieldOut, columns.fieldOut);
  }
}
