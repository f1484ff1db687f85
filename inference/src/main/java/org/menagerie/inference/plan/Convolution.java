package org.menagerie.inference.plan;

import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Shape;

/**
 * A convolution as sums of shifted maps: those of the input with zeros around them, each row as
 * wide as that.
 *
 * @param rows of a map with its zeros
 * @param columns of a map with its zeros, which is how far apart rows lie
 * @param inGroup channels that a filter reads
 * @param perGroup filters that read the same channels
 */
public record Convolution(Step.Convolve step, int rows, int columns, int inGroup, int perGroup) {

  /** That of a step. */
  public static Convolution of(Step.Convolve step) {
    Conv2d layer = step.layer();
    Shape from = step.input().shape();
    return new Convolution(
        step,
        from.height() + layer.padding().top() + layer.padding().bottom(),
        from.width() + layer.padding().left() + layer.padding().right(),
        from.channels() / layer.groups(),
        layer.filters() / layer.groups());
  }

  /** Whether there are zeros around the maps. */
  public boolean isPadded() {
    Shape from = step.input().shape();
    return rows > from.height() || columns > from.width();
  }

  /** Numbers of all maps with their zeros. */
  public int paddedLength() {
    return Math.multiplyExact(step.input().shape().channels(), Math.multiplyExact(rows, columns));
  }

  /** Numbers of the maps of a group. */
  public int groupLength() {
    return inGroup * rows * columns;
  }

  /** Whether windows move by one. */
  public boolean isInSingleSteps() {
    return step.layer().stride().height() == 1 && step.layer().stride().width() == 1;
  }

  /** How far apart rows of sums lie: as those of the input, if windows move by one. */
  public int pitch() {
    return isInSingleSteps() ? columns : step.output().shape().width();
  }

  /** Numbers of a map of sums. */
  public int sums() {
    return Math.multiplyExact(step.output().shape().height(), pitch());
  }

  /** Whether it goes faster pixel by pixel than filter by filter: loops are longer then. */
  public boolean isByPixels() {
    return sums() < perGroup;
  }

  /** How many arrays it needs: four for shifted maps, and one for each filter that reads them. */
  public int arrays() {
    return isByPixels() ? 1 : 4 + perGroup;
  }

  /** Numbers of each of these arrays. */
  public int longest() {
    return isByPixels() ? perGroup : sums();
  }

  /** How far windows of the next row are, in numbers of the input. */
  public int rowStep() {
    return step.layer().stride().height() * columns;
  }

  /** The weights of a filter. */
  public int taps() {
    Conv2d layer = step.layer();
    return inGroup * layer.kernel().height() * layer.kernel().width();
  }
}
