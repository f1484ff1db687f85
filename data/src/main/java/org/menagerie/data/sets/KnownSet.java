package org.menagerie.data.sets;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.api.data.Download;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;

/**
 * A data set that is known by name.
 *
 * @param name what {@code --dataset} calls it
 * @param about numbers of images and what they show
 * @param download its folder in the data directory, its files, and where they can be had
 * @param places further folders that may have its files, from the data directory on
 * @param format shape and classes of its images
 * @param classNames in the order of the labels; none where the files say them, or labels are names
 *     enough
 * @param normalization see {@link org.menagerie.api.data.DatasetProvider#normalization}
 * @param reader of its files
 */
record KnownSet(
    String name,
    String about,
    Download download,
    List<String> places,
    ImageFormat format,
    List<String> classNames,
    Optional<Normalization> normalization,
    SetReader reader) {

  KnownSet {
    places = List.copyOf(places);
    classNames = List.copyOf(classNames);
  }

  /** Grey images of 28x28 in a folder of its own, normalized by what is computed of them. */
  static KnownSet of(String name, String about, int classes, SetReader reader) {
    return new KnownSet(
        name,
        about,
        new Download(name, List.of(), List.of()),
        List.of(),
        new ImageFormat(Shape.image(1, 28, 28), classes),
        List.of(),
        Optional.of(Normalization.OF_DATA),
        reader);
  }

  /** The same, in a folder that other sets may share. */
  KnownSet in(String folder) {
    return from(new Download(folder, download.mirrors(), download.files()));
  }

  /** The same, to be had from these folders on the network. */
  KnownSet mirrors(String... addresses) {
    List<URI> mirrors = Arrays.stream(addresses).map(URI::create).toList();
    return from(new Download(download.folder(), mirrors, download.files()));
  }

  /** The same, of other files. */
  KnownSet files(RemoteFile... files) {
    return from(new Download(download.folder(), download.mirrors(), List.of(files)));
  }

  private KnownSet from(Download other) {
    return new KnownSet(name, about, other, places, format, classNames, normalization, reader);
  }

  /** The same, found in further folders. */
  KnownSet alsoIn(String... folders) {
    return new KnownSet(
        name, about, download, List.of(folders), format, classNames, normalization, reader);
  }

  /** The same, of another shape. */
  KnownSet shape(Shape shape) {
    return new KnownSet(
        name,
        about,
        download,
        places,
        new ImageFormat(shape, format.classes()),
        classNames,
        normalization,
        reader);
  }

  /** The same, with names of the classes. */
  KnownSet classNames(List<String> names) {
    return new KnownSet(name, about, download, places, format, names, normalization, reader);
  }

  /** The same, normalized in another way. */
  KnownSet normalization(Optional<Normalization> other) {
    return new KnownSet(name, about, download, places, format, classNames, other, reader);
  }

  /** Where its files may be, the folder that they are downloaded to first. */
  Stream<String> folders() {
    return Stream.concat(Stream.of(download.folder()), places.stream());
  }
}
