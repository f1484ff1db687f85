package org.menagerie.data.sets;

import static java.util.Objects.requireNonNull;

import com.google.auto.service.AutoService;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Download;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.data.KnownFile;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.data.idx.IdxFolder;
import org.menagerie.data.idx.IdxPart;

/**
 * MNIST, in the folder {@code mnist} of the data directory, in the data directory itself, or where
 * torchvision keeps it there.
 *
 * <p>Only the genuine files are MNIST: a set with other checksums, such as Fashion-MNIST, which
 * uses the same file names, is refused, since its figures would stand under MNIST's name. It can be
 * used under its own, by naming its folder.
 *
 * @see <a href="https://doi.org/10.1109/5.726791">LeCun, Bottou, Bengio, Haffner: Gradient-based
 *     learning applied to document recognition (1998)</a>
 */
@AutoService(DatasetProvider.class)
public final class MnistProvider implements DatasetProvider {
  private static final String NAME = "mnist";

  /** Where torchvision keeps it, in the folder that it calls root. */
  private static final String TORCHVISION = "MNIST/raw";

  private static final ImageFormat FORMAT = new ImageFormat(Shape.image(1, 28, 28), 10);

  private static final List<URI> MIRRORS =
      List.of(
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

  private static final Map<IdxPart, String> CHECKSUMS =
      Map.of(
          IdxPart.TRAIN_IMAGES, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
          IdxPart.TRAIN_LABELS, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
          IdxPart.TEST_IMAGES, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
          IdxPart.TEST_LABELS, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "MNIST: 60,000 + 10,000 handwritten digits, 28x28 (runner data fetch mnist)";
  }

  @Override
  public boolean isPresent(Path dataDirectory) {
    return IdxFolder.isPresent(folder(dataDirectory));
  }

  @Override
  public Dataset load(Path dataDirectory) {
    Path folder = folder(dataDirectory);
    Dataset dataset = IdxFolder.load(folder, NAME);
    for (IdxPart part : IdxPart.values()) {
      requireGenuine(folder, part, requireNonNull(dataset.checksums().get(part.fileName())));
    }
    return dataset;
  }

  @Override
  public ImageFormat format(Path dataDirectory) {
    return FORMAT;
  }

  @Override
  public Optional<Download> download() {
    List<RemoteFile> files =
        Arrays.stream(IdxPart.values())
            .map(part -> new RemoteFile(part.packedName(), checksum(part)))
            .toList();
    return Optional.of(new Download(NAME, MIRRORS, files));
  }

  @Override
  public List<KnownFile> knownFiles(Path dataDirectory) {
    Path folder = folder(dataDirectory);
    return Arrays.stream(IdxPart.values())
        .map(part -> new KnownFile(path(folder, part), checksum(part)))
        .toList();
  }

  private static String checksum(IdxPart part) {
    return requireNonNull(CHECKSUMS.get(part));
  }

  private static Path folder(Path dataDirectory) {
    Path own = dataDirectory.resolve(NAME);
    return Stream.of(own, dataDirectory, dataDirectory.resolve(TORCHVISION))
        .filter(IdxFolder::isPresent)
        .findFirst()
        .orElse(own);
  }

  private static Path path(Path folder, IdxPart part) {
    return part.find(folder).orElse(folder.resolve(part.packedName()));
  }

  private static void requireGenuine(Path folder, IdxPart part, String found) {
    String expected = checksum(part);
    if (!expected.equals(found)) {
      throw new MenagerieException(
          ErrorCode.DATA_CORRUPT,
          "%s is not MNIST's: expected SHA-256 %s, found %s; move it away and run \"runner data fetch mnist\", or, if this is another data set, name its folder: --dataset %s."
              .formatted(path(folder, part), expected, found, folder));
    }
  }
}
