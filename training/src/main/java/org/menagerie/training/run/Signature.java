package org.menagerie.training.run;

import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.network.Shape;

/**
 * What a trained network takes and gives, so that it can be used where its data are not. How images
 * are normalized is said by the recipe.
 *
 * @param input {@code [channels, height, width]} of an image
 * @param classes what each class is called, in the order of the labels
 */
public record Signature(List<Integer> input, List<String> classes) {

  public Signature {
    input = List.copyOf(input);
    classes = List.copyOf(classes);
  }

  /** That of networks which are trained on a data set. */
  public static Signature of(Dataset dataset) {
    return new Signature(
        dataset.format().shape().dimensions(),
        IntStream.range(0, dataset.classes()).mapToObj(dataset::className).toList());
  }

  /** The images that it is about. */
  public ImageFormat images() {
    return new ImageFormat(new Shape(input), classes.size());
  }
}
