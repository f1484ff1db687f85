package org.menagerie.data.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.data.Download;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.data.KnownFile;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;

/**
 * Downloads the files of a data set. Mirrors are tried in order until one has served the right
 * contents; what arrived of a file stays in {@code NAME.part} and is resumed, at the next mirror or
 * the next start. A file appears under its own name only when its checksum is right.
 */
public final class Fetcher {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String FILE = "file";

  private final List<URI> ownMirrors;
  private final HttpSource source;

  /**
   * @param ownMirrors used instead of the download's if not empty; plain http and file are allowed
   *     then
   * @param progress receives the progress
   */
  public Fetcher(List<URI> ownMirrors, FetchProgress progress) {
    this(ownMirrors, progress, PATIENCE, FileCheck.LARGEST);
  }

  Fetcher(List<URI> ownMirrors, FetchProgress progress, Duration patience, long largest) {
    this.ownMirrors = ownMirrors.stream().map(Fetcher::asFolder).toList();
    this.source = new HttpSource(patience, largest, requireNonNull(progress, "progress is null"));
  }

  /**
   * Fetches the files that are missing.
   *
   * @return one entry for each file of the download, in its order
   * @throws MenagerieException if no mirror serves a file, or the folder cannot be written
   */
  public List<FetchedFile> fetch(Download download, Path dataDirectory) {
    Path folder = dataDirectory.resolve(download.folder());
    List<URI> mirrors = ownMirrors.isEmpty() ? download.mirrors() : ownMirrors;
    return download.files().stream().map(file -> fetch(file, mirrors, folder)).toList();
  }

  private FetchedFile fetch(RemoteFile file, List<URI> mirrors, Path folder) {
    Path target = folder.resolve(file.name());
    Optional<Path> present =
        (file.checksum().isOfContents() ? List.of(target, unpacked(target)) : List.of(target))
            .stream()
                .filter(path -> FileCheck.of(new KnownFile(path, file.checksum())).isRight())
                .findFirst();
    if (present.isPresent()) {
      return new FetchedFile(present.get(), Optional.empty());
    }
    List<String> failures = new ArrayList<>();
    for (URI mirror : mirrors) {
      try {
        requireAllowed(mirror);
        URI address = mirror.resolve(file.name());
        fetch(file, address, target);
        return new FetchedFile(target, Optional.of(address));
      } catch (NoSuchFileException e) {
        failures.add("%s: there is no file %s".formatted(mirror, e.getFile()));
      } catch (FileSystemException e) {
        throw new MenagerieException(
            ErrorCode.OUTPUT_UNWRITABLE,
            "%s cannot be written: %s; name a folder that can.".formatted(target, e),
            e);
      } catch (IOException e) {
        failures.add("%s: %s".formatted(mirror, reason(e)));
      }
    }
    throw new MenagerieException(
        ErrorCode.DOWNLOAD_FAILED,
        "%s could not be downloaded from any of %d %s (%s); try again, which resumes where this stopped, name another with --mirror URL, or put %s into %s by hand."
            .formatted(
                file.name(),
                mirrors.size(),
                mirrors.size() == 1 ? "mirror" : "mirrors",
                String.join("; ", failures),
                file.name(),
                folder));
  }

  private void fetch(RemoteFile file, URI address, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    boolean resumed = Files.exists(part) && !isFile(address);
    download(address, part, file.name());
    KnownFile arrived = new KnownFile(part, file.checksum());
    FileCheck check = FileCheck.ofDownload(arrived);
    if (!check.isRight() && resumed) {
      // What an earlier attempt left may be the culprit.
      Files.delete(part);
      download(address, part, file.name());
      check = FileCheck.ofDownload(arrived);
    }
    if (!check.isRight()) {
      Files.delete(part);
      throw new IOException(
          "%s is wrong, expected %s %s, found %s"
              .formatted(
                  file.name(), file.checksum().of().algorithm(), check.expected(), check.found()));
    }
    FileReplacement.rename(part, target);
  }

  private void download(URI address, Path part, String name) throws IOException {
    if (isFile(address)) {
      Files.copy(Path.of(address), part, StandardCopyOption.REPLACE_EXISTING);
    } else {
      source.download(address, part, name);
    }
  }

  private static boolean isFile(URI address) {
    return FILE.equalsIgnoreCase(address.getScheme());
  }

  private void requireAllowed(URI mirror) throws IOException {
    boolean anyAllowed = !ownMirrors.isEmpty();
    if (anyAllowed && isFile(mirror)) {
      return;
    }
    boolean allowed =
        "https".equalsIgnoreCase(mirror.getScheme())
            || (anyAllowed && "http".equalsIgnoreCase(mirror.getScheme()));
    if (!allowed || mirror.getHost() == null) {
      throw new IOException(
          anyAllowed ? "not an address of https, http or file" : "not an https address");
    }
  }

  private static Path unpacked(Path target) {
    return target.resolveSibling(target.getFileName().toString().replaceFirst("\\.gz$", ""));
  }

  /** Without the last slash, the last part of an address would be replaced instead of added to. */
  private static URI asFolder(URI mirror) {
    return mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
  }

  private static String reason(IOException e) {
    if (e instanceof ConnectException) {
      return "no connection";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
