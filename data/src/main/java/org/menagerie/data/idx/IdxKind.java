package org.menagerie.data.idx;

/** The kind of contents of an IDX file of unsigned bytes, given by its first four bytes. */
enum IdxKind {
  IMAGES(0x00000803, 3, "idx3-ubyte", "images"),
  LABELS(0x00000801, 1, "idx1-ubyte", "labels");

  private final int magic;
  private final int dimensions;
  private final String suffix;
  private final String things;

  IdxKind(int magic, int dimensions, String suffix, String things) {
    this.magic = magic;
    this.dimensions = dimensions;
    this.suffix = suffix;
    this.things = things;
  }

  int magic() {
    return magic;
  }

  int dimensions() {
    return dimensions;
  }

  /** Bytes before the contents: the magic number and the size of each dimension. */
  int headerLength() {
    return Integer.BYTES * (1 + dimensions);
  }

  String suffix() {
    return suffix;
  }

  String things() {
    return things;
  }
}
