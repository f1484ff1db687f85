package org.menagerie.api.data;

/**
 * A checksum of a file.
 *
 * @param of what it is computed of, and how
 * @param hex in lower-case hex
 */
public record Checksum(Of of, String hex) {

  /** What a checksum is computed of, and how. */
  public enum Of {
    /** SHA-256 of the contents, unpacked if they are packed with gzip: mirrors pack differently. */
    CONTENTS("SHA-256"),
    /** SHA-256 of the file as it comes. */
    FILE("SHA-256"),
    /**
     * MD5 of the file as it comes, where those who publish it state no other: it finds damage, but
     * no forgery.
     */
    FILE_MD5("MD5");

    private final String algorithm;

    Of(String algorithm) {
      this.algorithm = algorithm;
    }

    /** The algorithm's name, as {@link java.security.MessageDigest} and people know it. */
    public String algorithm() {
      return algorithm;
    }
  }

  /** The SHA-256 of unpacked contents. */
  public static Checksum ofContents(String sha256) {
    return new Checksum(Of.CONTENTS, sha256);
  }

  /** The SHA-256 of a file as it comes. */
  public static Checksum ofFile(String sha256) {
    return new Checksum(Of.FILE, sha256);
  }

  /** The MD5 of a file as it comes. */
  public static Checksum ofFileMd5(String md5) {
    return new Checksum(Of.FILE_MD5, md5);
  }

  /** Whether it is of what is in a file, however that is packed. */
  public boolean isOfContents() {
    return of == Of.CONTENTS;
  }
}
