package org.menagerie.data.sets;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.recipe.Normalization;

/**
 * MNIST, and what has its files.
 *
 * <p>Checksums of files as they come are those of torchvision's prototype of its data sets, which
 * states SHA-256 for the files of which its stable part states MD5; TensorFlow Datasets has the
 * same for Kuzushiji-MNIST.
 */
final class MnistSets {
  private static final SetReader FOUR_FILES = new MnistFiles();

  /**
   * @see <a href="https://doi.org/10.1109/5.726791">LeCun, Bottou, Bengio, Haffner: Gradient-based
   *     learning applied to document recognition (1998)</a>
   */
  private static final KnownSet MNIST =
      KnownSet.of("mnist", "MNIST: 60,000 + 10,000 handwritten digits, 28x28", 10, FOUR_FILES)
          .mirrors(
              "https://ossci-datasets.s3.amazonaws.com/mnist/",
              "https://storage.googleapis.com/cvdf-datasets/mnist/")
          .files(
              contents(
                  "train-images-idx3-ubyte.gz",
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              contents(
                  "train-labels-idx1-ubyte.gz",
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
              contents(
                  "t10k-images-idx3-ubyte.gz",
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
              contents(
                  "t10k-labels-idx1-ubyte.gz",
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"))
          // The data directory itself may be MNIST's folder.
          .alsoIn("", "MNIST/raw")
          // Recipes are written for it.
          .normalization(Optional.empty());

  /**
   * Normalized by the mean and the deviation of all training images, as most code for PyTorch does.
   * Debian's package {@code dataset-fashion-mnist} packs the files again.
   *
   * @see <a href="https://arxiv.org/abs/1708.07747">Xiao, Rasul, Vollgraf: Fashion-MNIST (2017)</a>
   */
  private static final KnownSet FASHION_MNIST =
      KnownSet.of(
              "fashion-mnist",
              "Fashion-MNIST: 60,000 + 10,000 pieces of clothing, 28x28",
              10,
              FOUR_FILES)
          .mirrors(
              "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
              "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/")
          .files(
              contents(
                  "train-images-idx3-ubyte.gz",
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
              contents(
                  "train-labels-idx1-ubyte.gz",
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
              contents(
                  "t10k-images-idx3-ubyte.gz",
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
              contents(
                  "t10k-labels-idx1-ubyte.gz",
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"))
          .alsoIn("FashionMNIST/raw", "/usr/share/datasets/fashion-mnist")
          .classNames(
              List.of(
                  "T-shirt/top",
                  "Trouser",
                  "Pullover",
                  "Dress",
                  "Coat",
                  "Sandal",
                  "Shirt",
                  "Sneaker",
                  "Bag",
                  "Ankle boot"))
          .normalization(Optional.of(Normalization.of(0.2860, 0.3530)));

  /**
   * @see <a href="https://arxiv.org/abs/1812.01718">Clanuwat, Bober-Irizar, Kitamoto, Lamb,
   *     Yamamoto, Ha: Deep learning for classical Japanese literature (2018)</a>
   */
  private static final KnownSet KMNIST =
      KnownSet.of(
              "kmnist",
              "Kuzushiji-MNIST: 60,000 + 10,000 cursive Japanese characters, 28x28",
              10,
              new PackedIdxFiles("train", "t10k", "-labels-idx1-ubyte.gz", 0))
          .alsoIn("KMNIST/raw")
          .mirrors("https://codh.rois.ac.jp/kmnist/dataset/kmnist/")
          .files(
              file(
                  "train-images-idx3-ubyte.gz",
                  "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
              file(
                  "train-labels-idx1-ubyte.gz",
                  "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
              file(
                  "t10k-images-idx3-ubyte.gz",
                  "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
              file(
                  "t10k-labels-idx1-ubyte.gz",
                  "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"))
          .classNames(List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"));

  /**
   * @see <a href="https://arxiv.org/abs/1905.10498">Yadav, Bottou: Cold case: the lost MNIST digits
   *     (2019)</a>
   */
  private static final KnownSet QMNIST =
      KnownSet.of(
              "qmnist",
              "QMNIST: 60,000 + 60,000 digits, MNIST's made again with its lost test images, 28x28",
              10,
              qmnist(0))
          .alsoIn("QMNIST/raw")
          .mirrors(
              "https://raw.githubusercontent.com/facebookresearch/qmnist/master/",
              "https://github.com/facebookresearch/qmnist/raw/master/")
          .files(
              file(
                  "qmnist-train-images-idx3-ubyte.gz",
                  "9e26a7bf1683614e065d7b76460ccd52807165b3f22561fb782bd9f38c52b51d"),
              file(
                  "qmnist-train-labels-idx2-int.gz",
                  "2c05dc77f6b916b38e455e97ab129a42a444f3dbef09b278a366f82904e0dd9f"),
              file(
                  "qmnist-test-images-idx3-ubyte.gz",
                  "43fc22bf7498b8fc98de98369d72f752d0deabc280a43a7bcc364ab19e57b375"),
              file(
                  "qmnist-test-labels-idx2-int.gz",
                  "9fbcbe594c3766fdf4f0b15c5165dc0d1e57ac604e01422608bb72c906030d06"));

  /** Without the 10,000 test images that are MNIST's. */
  private static final KnownSet QMNIST_50K =
      new KnownSet(
          "qmnist50k",
          "QMNIST tested on the 50,000 lost images alone, which nobody tuned on, 28x28",
          QMNIST.download(),
          QMNIST.places(),
          QMNIST.format(),
          QMNIST.classNames(),
          QMNIST.normalization(),
          qmnist(10_000));

  private MnistSets() {}

  static List<KnownSet> all() {
    return List.of(MNIST, FASHION_MNIST, KMNIST, QMNIST, QMNIST_50K);
  }

  private static SetReader qmnist(int skipped) {
    return new PackedIdxFiles("qmnist-train", "qmnist-test", "-labels-idx2-int.gz", skipped);
  }

  private static RemoteFile contents(String name, String sha256) {
    return new RemoteFile(name, Checksum.ofContents(sha256));
  }

  private static RemoteFile file(String name, String sha256) {
    return new RemoteFile(name, Checksum.ofFile(sha256));
  }
}
