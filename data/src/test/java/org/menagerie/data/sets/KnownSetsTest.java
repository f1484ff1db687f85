package org.menagerie.data.sets;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.DatasetFamily;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;

/** What holds for every data set that is known by name. */
final class KnownSetsTest {
  /** Of which only one place is known that has the files. */
  private static final List<String> ONE_MIRROR = List.of("kmnist");

  static Stream<KnownSet> all() {
    return KnownSets.all();
  }

  @Test
  void areFoundAsAFamily() {
    List<String> found =
        ServiceLoader.load(DatasetFamily.class).stream()
            .flatMap(family -> family.get().members().stream())
            .map(DatasetProvider::name)
            .toList();

    assertThat(found)
        .doesNotHaveDuplicates()
        .contains("mnist", "fashion-mnist", "kmnist", "qmnist", "qmnist50k", "emnist-letters")
        .contains("cifar10", "cifar100", "cifar100-coarse", "bloodmnist")
        .hasSize(25);
  }

  @ParameterizedTest
  @MethodSource("all")
  void haveNamesAndFiguresInTheirDescriptions(KnownSet set) {
    Shape shape = set.format().shape();
    assertThat(set.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(set.about())
        .containsPattern("\\d")
        .endsWith(", %dx%d".formatted(shape.height(), shape.width()));
    assertThat(set.about().length()).isLessThan(85);
  }

  @ParameterizedTest
  @MethodSource("all")
  void areCheckedByWhatIsPublished(KnownSet set) {
    assertThat(set.download().files()).isNotEmpty();
    for (RemoteFile file : set.download().files()) {
      boolean md5 = file.checksum().of() == Checksum.Of.FILE_MD5;
      assertThat(md5).isEqualTo(set.download().folder().equals("medmnist"));
      assertThat(file.checksum().hex()).matches(md5 ? "[0-9a-f]{32}" : "[0-9a-f]{64}");
    }
    assertThat(set.download().files().stream().map(file -> file.checksum().hex()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void areDownloadedOverHttpsAlone(KnownSet set) {
    assertThat(set.download().mirrors())
        .hasSize(ONE_MIRROR.contains(set.name()) ? 1 : 2)
        .doesNotHaveDuplicates()
        .allMatch(mirror -> mirror.getScheme().equals("https"))
        .allMatch(mirror -> mirror.toString().endsWith("/"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void haveANameForEachClassOrNone(KnownSet set) {
    assertThat(set.classNames().size()).isIn(0, set.format().classes());
    assertThat(set.classNames()).doesNotHaveDuplicates();
  }

  /** Two sets in one folder do not overwrite each other's files. */
  @Test
  void shareFilesOfOneNameOnlyIfTheyAreTheSame() {
    HashSet<String> places = new HashSet<>();
    HashSet<String> files = new HashSet<>();
    KnownSets.all()
        .forEach(
            set ->
                set.download()
                    .files()
                    .forEach(
                        file -> {
                          String place = set.download().folder() + "/" + file.name();
                          places.add(place);
                          files.add(place + file.checksum());
                        }));
    assertThat(files).hasSameSizeAs(places);
  }

  @Test
  void haveTheNormalizationThatIsPublished() {
    assertThat(SmallSets.provider("mnist").normalization()).isEmpty();
    assertThat(SmallSets.provider("fashion-mnist").normalization())
        .contains(Normalization.of(0.2860, 0.3530));
    assertThat(SmallSets.provider("kmnist").normalization()).contains(Normalization.OF_DATA);
    Normalization colours = SmallSets.provider("cifar10").normalization().orElseThrow();
    assertThat(colours.channel(2)).isEqualTo(Normalization.of(0.4465, 0.2010));
  }

  /** As the mapping files in the archive have them: ASCII codes in the order of the labels. */
  @Test
  void nameLettersAsEmnistDoes() {
    assertThat(SmallSets.known("emnist-bymerge").classNames())
        .isEqualTo(SmallSets.known("emnist-balanced").classNames())
        .hasSize(47);
    assertThat(SmallSets.known("emnist-balanced").classNames().stream().collect(joining()))
        .isEqualTo("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt");
    assertThat(SmallSets.known("emnist-byclass").classNames()).hasSize(62).contains("c");
    assertThat(SmallSets.known("emnist-letters").classNames()).hasSize(26).startsWith("a");
  }
}
