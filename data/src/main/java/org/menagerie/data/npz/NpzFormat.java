package org.menagerie.data.npz;

import com.google.auto.service.AutoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.data.npz.NpzArrays.Kind;
import org.menagerie.data.npz.NpzArrays.Part;
import org.menagerie.data.own.DataProblem;
import org.menagerie.data.own.OwnData;

/**
 * An archive of arrays, such as MedMNIST's and Keras's, or a folder of archives with one array
 * each, such as Kuzushiji-MNIST's. What an array is, its name tells.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The format
 *     of arrays</a>
 */
@AutoService(DatasetFormat.class)
public final class NpzFormat implements DatasetFormat {

  @Override
  public String name() {
    return "npz";
  }

  @Override
  public String description() {
    return "NumPy arrays of images and labels, such as train_images and train_labels or x_train and y_train";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(OwnData.TEST);
  }

  @Override
  public boolean recognises(Path path) {
    return Files.isDirectory(path)
        ? NpzArrays.inFolder(path).size() > 1
        : NpzArrays.isArchive(path);
  }

  @Override
  public Dataset read(Path path, Arguments arguments) {
    NpzArrays arrays = NpzArrays.of(path);
    Part train = arrays.has(Part.TRAIN) ? Part.TRAIN : Part.ALL;
    Optional<Part> test =
        List.of(Part.TEST, Part.VALIDATION).stream()
            .filter(part -> train == Part.TRAIN && arrays.has(part))
            .findFirst();
    boolean chooses = test.equals(Optional.of(Part.TEST)) && arrays.has(Part.VALIDATION);
    OwnData data = OwnData.at(path);
    if (test.equals(Optional.of(Part.VALIDATION))) {
      data.note("There is no test set: images of the validation set are tested on.");
    }
    return data.train(images(path, arrays, train))
        .test(test.map(part -> images(path, arrays, part)))
        .validation(chooses ? Optional.of(images(path, arrays, Part.VALIDATION)) : Optional.empty())
        .build(arguments);
  }

  private static ImageSet images(Path path, NpzArrays arrays, Part part) {
    NpyArray images = arrays.read(part, Kind.IMAGES);
    NpyArray labels = arrays.read(part, Kind.LABELS);
    if (images.size() != labels.size()) {
      throw DataProblem.corrupt(
          path,
          "has %d images in %s and %d labels in %s: take both from one data set"
              .formatted(images.size(), images.name(), labels.size(), labels.name()));
    }
    return images.images(labels.labels());
  }
}
