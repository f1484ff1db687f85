package org.menagerie.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Download;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.random.RandomStream;
import org.menagerie.data.idx.IdxFiles;
import org.menagerie.data.io.Sha256;

final class FetcherTest {
  private static final String NAME = "images.gz";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final byte[] contents = incompressible();
  private final RemoteFile file = new RemoteFile(NAME, Sha256.of(contents));
  private final Download download =
      new Download("set", List.of(URI.create("http://unused.invalid/")), List.of(file));

  @TempDir private Path dataDirectory;
  private byte[] packed;
  private FakeMirror first;
  private FakeMirror second;

  @BeforeEach
  void startMirrors() throws IOException {
    packed = IdxFiles.packed(contents);
    first = new FakeMirror();
    second = new FakeMirror();
  }

  @AfterEach
  void stopMirrors() {
    first.close();
    second.close();
  }

  @Test
  void fetchesAWholeFileAndTellsHowItGoesOn() {
    first.serve(NAME, packed);
    List<String> progress = new ArrayList<>();

    List<FetchedFile> fetched =
        new Fetcher(
                List.of(first.address()),
                (name, arrived, total) ->
                    progress.add("%s %d/%d".formatted(name, arrived, total.orElseThrow())))
            .fetch(download, dataDirectory);

    assertThat(fetched)
        .containsExactly(
            new FetchedFile(target(), Optional.of(first.address().resolve("images.gz"))));
    assertThat(target()).hasBinaryContent(packed);
    assertThat(part()).doesNotExist();
    assertThat(progress).last().isEqualTo("images.gz %d/%<d".formatted(packed.length));
  }

  @Test
  void goesOnAtTheNextStartAfterACutConnection() throws IOException {
    first.serve(NAME, packed).cutAfter(40_000);
    assertThatThrownBy(() -> fetchFrom(first)).isInstanceOf(MenagerieException.class);
    long kept = Files.size(part());
    assertThat(kept).isBetween(1L, 40_000L);
    assertThat(target()).doesNotExist();

    first.cutAfter(Integer.MAX_VALUE);
    fetchFrom(first);

    assertThat(first.requests()).containsExactly(NAME, NAME + " bytes=" + kept + "-");
    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void goesOnAtTheNextMirrorAfterACutConnection() {
    first.serve(NAME, packed).cutAfter(40_000);
    second.serve(NAME, packed);

    fetchFrom(first, second);

    assertThat(second.requests()).singleElement().asString().startsWith(NAME + " bytes=");
    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void beginsAnewWhereAMirrorKnowsNoRanges() throws IOException {
    leavePart(Arrays.copyOf(packed, 1_000));
    first.serve(NAME, packed).withoutRanges();

    fetchFrom(first);

    assertThat(first.requests()).containsExactly(NAME + " bytes=1000-");
    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void takesAPartThatIsAlreadyWhole() throws IOException {
    leavePart(packed);
    first.serve(NAME, packed);

    fetchFrom(first);

    assertThat(first.requests()).containsExactly(NAME + " bytes=" + packed.length + "-");
    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void dropsAWrongPartAndFetchesAnewOnce() throws IOException {
    leavePart(new byte[1_000]);
    first.serve(NAME, packed);

    fetchFrom(first);

    assertThat(first.requests()).containsExactly(NAME + " bytes=1000-", NAME);
    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void asksTheNextMirrorAfterAWrongFile() throws IOException {
    first.serve(NAME, IdxFiles.packed(new byte[] {1, 2, 3}));
    second.serve(NAME, packed);

    fetchFrom(first, second);

    assertThat(first.requests()).containsExactly(NAME);
    assertThat(second.requests()).containsExactly(NAME);
    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void namesFileAndChecksumsWhenOnlyAWrongFileIsServed() throws IOException {
    byte[] wrong = {1, 2, 3};
    first.serve(NAME, IdxFiles.packed(wrong));

    assertFails(first)
        .hasMessageContaining(
            "images.gz is wrong, expected SHA-256 %s, found %s"
                .formatted(file.checksum().hex(), Sha256.of(wrong)));
    assertThat(part()).doesNotExist();
    assertThat(target()).doesNotExist();
  }

  @Test
  void refusesAPageInsteadOfAFile() {
    first.serve(NAME, new byte[] {'<', 'h', 't', 'm', 'l', '>'});

    assertFails(first).hasMessageContaining("found no whole gzip file");
  }

  @Test
  void tellsWhatWasWrongWithEachMirror() {
    second.close();

    assertFails(first, second)
        .hasMessageStartingWith("images.gz could not be downloaded from any of 2 mirrors (")
        .hasMessageContaining(
            first.address() + ": HTTP status 404; " + second.address() + ": no connection")
        .hasMessageEndingWith(
            "try again, which resumes where this stopped, name another with --mirror URL, or put"
                + " images.gz into %s by hand.".formatted(dataDirectory.resolve("set")));
  }

  @Test
  void copiesFromAFolderOnThisMachine() throws IOException {
    Path folder = Files.createDirectory(dataDirectory.resolve("mirror"));
    Files.write(folder.resolve(NAME), packed);
    URI mirror = URI.create(folder.toUri().toString().replaceFirst("/$", ""));

    List<FetchedFile> fetched =
        new Fetcher(List.of(mirror), FetchProgress.NONE).fetch(download, dataDirectory);

    assertThat(fetched).singleElement().extracting(FetchedFile::path).isEqualTo(target());
    assertThat(target()).hasBinaryContent(packed);
    assertThat(folder.resolve(NAME)).exists();
  }

  @Test
  void saysThatAFolderOnThisMachineLacksTheFile() {
    assertThatThrownBy(
            () ->
                new Fetcher(List.of(dataDirectory.toUri()), FetchProgress.NONE)
                    .fetch(download, dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("there is no file " + dataDirectory.resolve(NAME));
  }

  @Test
  void givesUpOnAMirrorThatFallsSilent() {
    first.serve(NAME, packed).stallAfter(10_000);
    Fetcher impatient =
        new Fetcher(
            List.of(first.address()), FetchProgress.NONE, Duration.ofSeconds(1), FileCheck.LARGEST);

    assertThatThrownBy(() -> impatient.fetch(download, dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("nothing came for 1 seconds");
  }

  @Test
  void fetchesNothingThatIsThere() throws IOException {
    Files.createDirectories(target().getParent());
    Files.write(target(), packed);

    assertThat(fetchFrom(first)).containsExactly(new FetchedFile(target(), Optional.empty()));

    assertThat(first.requests()).isEmpty();
  }

  @Test
  void fetchesNothingThatIsThereUnpacked() throws IOException {
    Path unpacked = dataDirectory.resolve("set/images");
    Files.createDirectories(unpacked.getParent());
    Files.write(unpacked, contents);

    assertThat(fetchFrom(first)).containsExactly(new FetchedFile(unpacked, Optional.empty()));

    assertThat(first.requests()).isEmpty();
  }

  @Test
  void replacesAFileWithOtherContents() throws IOException {
    Files.createDirectories(target().getParent());
    Files.write(target(), new byte[] {1});
    first.serve(NAME, packed);

    fetchFrom(first);

    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void asksPlainHttpOnlyOfMirrorsThatTheUserNamed() {
    first.serve(NAME, packed);
    Download plain = new Download("set", List.of(first.address()), List.of(file));

    assertThatThrownBy(() -> new Fetcher(List.of(), FetchProgress.NONE).fetch(plain, dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("not an https address");
    assertThat(first.requests()).isEmpty();
  }

  @Test
  void addsTheSlashThatAUserLeftOut() {
    first.serve(NAME, packed);
    URI address = URI.create(first.address().toString().replaceFirst("/$", ""));

    new Fetcher(List.of(address), FetchProgress.NONE).fetch(download, dataDirectory);

    assertThat(first.requests()).containsExactly(NAME);
  }

  @Test
  void refusesAnotherRangeThanItAskedFor() throws IOException {
    leavePart(Arrays.copyOf(packed, 1_000));
    first.serve(NAME, packed).shiftRanges(5);

    assertFails(first)
        .hasMessageContaining("asked for the bytes from 1000 on, got the range bytes 1005-");
    assertThat(part()).hasBinaryContent(Arrays.copyOf(packed, 1_000));
  }

  /** A file of a few bytes, cut off behind each of them, then resumed. */
  @Test
  void survivesACutAtEveryByte() throws IOException {
    byte[] small = IdxFiles.packed(new byte[] {1, 2, 3, 4, 5});
    Download tiny =
        new Download(
            "set", List.of(), List.of(new RemoteFile(NAME, Sha256.of(new byte[] {1, 2, 3, 4, 5}))));
    first.serve(NAME, small);
    Fetcher fetcher =
        new Fetcher(List.of(first.address()), FetchProgress.NONE, PATIENCE, 1_000_000);
    for (int cut = 0; cut < small.length; cut++) {
      first.cutAfter(cut);
      assertThatThrownBy(() -> fetcher.fetch(tiny, dataDirectory))
          .isInstanceOf(MenagerieException.class);
      assertThat(target()).doesNotExist();
      first.cutAfter(Integer.MAX_VALUE);
      fetcher.fetch(tiny, dataDirectory);
      assertThat(target()).hasBinaryContent(small);
      Files.delete(target());
    }
  }

  @Test
  void checksWhatItResumesFromItsFirstByte() throws IOException {
    for (int changed : new int[] {0, 10, 500, 999}) {
      byte[] part = Arrays.copyOf(packed, 1_000);
      part[changed] ^= 1;
      leavePart(part);
      first.serve(NAME, packed);
      fetchFrom(first);
      assertThat(target()).hasBinaryContent(packed);
      Files.delete(target());
    }
  }

  @Test
  void givesUpOnAMirrorThatOnlyDrips() {
    first.serve(NAME, packed).drip(1, 20);
    Fetcher impatient =
        new Fetcher(List.of(first.address()), FetchProgress.NONE, Duration.ofSeconds(1), 1_000_000);

    assertThatThrownBy(() -> impatient.fetch(download, dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining(" bytes came in 1 seconds");
  }

  /** A second and a half, of which the first second is held to the fewest bytes. */
  @Test
  void waitsForAMirrorThatIsSlow() {
    first.serve(NAME, packed).drip(4_000, 60);
    Fetcher impatient =
        new Fetcher(List.of(first.address()), FetchProgress.NONE, Duration.ofSeconds(1), 1_000_000);

    impatient.fetch(download, dataDirectory);

    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void fetchesWhatIsJustAsLargeAsItMayBe() {
    first.serve(NAME, packed);

    new Fetcher(List.of(first.address()), FetchProgress.NONE, PATIENCE, packed.length)
        .fetch(download, dataDirectory);

    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void givesUpOnAMirrorWithoutEnd() {
    first.serve(NAME, packed).endless();
    Fetcher strict = new Fetcher(List.of(first.address()), FetchProgress.NONE, PATIENCE, 1_000_000);

    assertThatThrownBy(() -> strict.fetch(download, dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("images.gz does not end within 1,000,000 bytes");
    assertThat(part()).doesNotExist();
  }

  @Test
  void fetchesNothingThatIsSaidToBeTooLarge() {
    first.serve(NAME, packed).claim(2_000_000);
    Fetcher strict = new Fetcher(List.of(first.address()), FetchProgress.NONE, PATIENCE, 1_000_000);

    assertThatThrownBy(() -> strict.fetch(download, dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining(
            "images.gz is said to have 2,000,000 bytes, and nothing larger than 1,000,000 is");
    assertThat(part()).doesNotExist();
  }

  @Test
  void survivesALengthThatIsTooShort() {
    first.serve(NAME, packed).claim(5_000);
    second.serve(NAME, packed);

    fetchFrom(first, second);

    assertThat(target()).hasBinaryContent(packed);
  }

  @Test
  void followsNoRedirectToPlainHttp() {
    second.serve(NAME, packed);
    first.serve(NAME, packed).redirectTo(second.address() + NAME);

    assertFails(first)
        .hasMessageContaining(
            "redirected to " + second.address() + NAME + ", which is not an https address");
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void followsRedirectsToHttps() throws IOException {
    URI from = URI.create("https://a.example/data/x");
    assertThat(HttpSource.redirected(from, "/y")).hasToString("https://a.example/y");
    assertThat(HttpSource.redirected(from, "https://b.example/z")).hasHost("b.example");
    for (String bad :
        List.of("http://a.example/", "file:///etc/passwd", "ftp://a.example/", "//")) {
      assertThatThrownBy(() -> HttpSource.redirected(from, bad)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void endsWhenItsThreadIsInterrupted() {
    first.serve(NAME, packed);
    Thread.currentThread().interrupt();

    assertFails(first).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
  }

  @Test
  void saysThatAFolderCannotBeWritten() throws IOException {
    first.serve(NAME, packed);
    Files.createFile(dataDirectory.resolve("set"));

    assertThatThrownBy(() -> fetchFrom(first))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.OUTPUT_UNWRITABLE)
        .hasMessageStartingWith(target() + " cannot be written");
  }

  private AbstractThrowableAssert<?, ?> assertFails(FakeMirror... mirrors) {
    return assertThatThrownBy(() -> fetchFrom(mirrors))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.DOWNLOAD_FAILED);
  }

  private List<FetchedFile> fetchFrom(FakeMirror... mirrors) {
    List<URI> addresses = Arrays.stream(mirrors).map(FakeMirror::address).toList();
    return new Fetcher(addresses, FetchProgress.NONE, PATIENCE, FileCheck.LARGEST)
        .fetch(download, dataDirectory);
  }

  private void leavePart(byte[] bytes) throws IOException {
    Files.createDirectories(part().getParent());
    Files.write(part(), bytes);
  }

  private Path target() {
    return dataDirectory.resolve("set").resolve(NAME);
  }

  private Path part() {
    return dataDirectory.resolve("set").resolve(NAME + ".part");
  }

  private static byte[] incompressible() {
    RandomStream random = RandomStream.ofSeed(7);
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.below(256);
    }
    return bytes;
  }
}
