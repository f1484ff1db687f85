package org.menagerie.data.folder;

import com.google.auto.service.AutoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.data.Workspace;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.data.own.DataProblem;
import org.menagerie.data.own.OwnData;

/**
 * A folder with a folder of images for each class, or with such folders {@code train} and {@code
 * test}, and maybe {@code val}. Classes are called as their folders, and labelled in the byte order
 * of these names.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.datasets.ImageFolder.html">ImageFolder</a>
 */
@AutoService(DatasetFormat.class)
public final class ImageFolderFormat implements DatasetFormat {
  private static final String SIZE = "size";
  private static final String MOST = "most";
  private static final String CHANNELS = "channels";
  private static final String ANY = "any";

  /** Of one array, and a little less on all JVMs. */
  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  /** Of the memory for Java objects, that all images may take together. */
  private static final int PART = 4;

  private final long mostInMemory;

  /** The format as it is offered: images that take more than a quarter of the memory are kept. */
  public ImageFolderFormat() {
    this(Math.min(LONGEST, Runtime.getRuntime().maxMemory() / PART));
  }

  /**
   * For tests.
   *
   * @param mostInMemory bytes of images from which on they are kept in a file
   */
  ImageFolderFormat(long mostInMemory) {
    this.mostInMemory = mostInMemory;
  }

  @Override
  public String name() {
    return "images";
  }

  @Override
  public String description() {
    return "a folder of PNG, JPEG, BMP or GIF files for each class, in train and test or to be split";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            SIZE, MOST, "pixels of a side, or (height, width); most: the size of most images"),
        ParameterSpec.of(CHANNELS, ANY, "1: grey, 3: colour; any: colour if any image has it"),
        OwnData.TEST);
  }

  @Override
  public boolean recognises(Path path) {
    return Files.isDirectory(path) && ImageTree.looksLikeOne(path);
  }

  @Override
  public Dataset read(Path path, Arguments arguments) {
    return read(path, arguments, ImageTree.of(path), Optional.empty());
  }

  @Override
  public Dataset read(Path path, Arguments arguments, Workspace workspace) {
    ImageTree tree = ImageTree.of(path);
    String how = arguments.text(SIZE) + " " + arguments.text(CHANNELS);
    return read(
        path, arguments, tree, Optional.of(new PictureCache(workspace, path, how, tree.all())));
  }

  private Dataset read(
      Path path, Arguments arguments, ImageTree tree, Optional<PictureCache> cache) {
    Optional<PictureCache.Kept> kept = cache.flatMap(PictureCache::find);
    if (kept.isPresent()) {
      return dataset(path, arguments, tree, kept.get().note(), kept.get()::images);
    }
    List<ImageTree.Item> deciding = new ArrayList<>(tree.train());
    deciding.addAll(tree.test());
    PictureSizes sizes = PictureSizes.of(deciding);
    Shape shape = shape(sizes, arguments);
    Optional<String> note = sizes.note(shape);
    long bytes = tree.all().size() * shape.elements();
    if (cache.isPresent() && bytes > mostInMemory) {
      return dataset(path, arguments, tree, note, cache.get().fill(shape, note)::images);
    }
    requireRoom(path, tree.all().size(), shape);
    return dataset(path, arguments, tree, note, (items, first) -> Pictures.read(items, shape));
  }

  /** Where the images of files come from. */
  private interface Source {
    /**
     * @param first index of the first of these items among all
     */
    ImageSet images(List<ImageTree.Item> items, int first);
  }

  private static Dataset dataset(
      Path path, Arguments arguments, ImageTree tree, Optional<String> note, Source source) {
    OwnData data = OwnData.at(path).classNames(tree.classes());
    tree.notes().forEach(data::note);
    note.ifPresent(data::note);
    int trained = tree.train().size();
    return data.train(source.images(tree.train(), 0))
        .test(some(tree.test(), trained, source))
        .validation(some(tree.validation(), trained + tree.test().size(), source))
        .build(arguments);
  }

  private static Optional<ImageSet> some(List<ImageTree.Item> items, int first, Source source) {
    return items.isEmpty() ? Optional.empty() : Optional.of(source.images(items, first));
  }

  private static Shape shape(PictureSizes sizes, Arguments arguments) {
    int channels =
        switch (arguments.choice(CHANNELS, List.of(ANY, "1", "3"))) {
          case "1" -> 1;
          case "3" -> 3;
          default -> sizes.anyColour() ? 3 : 1;
        };
    if (arguments.text(SIZE).equals(MOST)) {
      return Shape.image(channels, sizes.most().height(), sizes.most().width());
    }
    List<Double> asked = arguments.numbers(SIZE);
    double height = asked.get(0);
    double width = asked.get(asked.size() - 1);
    if (asked.size() > 2 || !isSide(height) || !isSide(width)) {
      throw arguments.rejected(
          SIZE, arguments.text(SIZE), "a number of pixels, or a pair (height, width) of them");
    }
    return Shape.image(channels, (int) height, (int) width);
  }

  private static boolean isSide(double pixels) {
    return pixels == Math.rint(pixels) && pixels >= 1 && pixels <= Pictures.LONGEST_SIDE;
  }

  private static void requireRoom(Path path, int images, Shape shape) {
    long bytes = images * shape.elements();
    long most = Math.min(LONGEST, Runtime.getRuntime().maxMemory() / 2);
    if (bytes > most) {
      throw DataProblem.corrupt(
          path,
          String.format(
              Locale.ROOT,
              "has %,d images, which as %s take %,d MB, where %,d MB can be read: ask for smaller ones, as in --dataset 'images(path=%s, size=64)'",
              images,
              shape,
              bytes / 1_000_000,
              most / 1_000_000,
              path));
    }
  }
}
