package org.menagerie.data.idx;

/** The kind of contents of an IDX file, given by its first four bytes. */
enum IdxKind {
  IMAGES(0x00000803, 3, Byte.BYTES, "idx3-ubyte", "images"),
  LABELS(0x00000801, 1, Byte.BYTES, "idx1-ubyte", "labels"),
  WIDE_LABELS(0x00000c01, 1, Integer.BYTES, "idx1-int", "labels"),
  /** QMNIST's, whose labels are the first of eight columns. */
  COLUMNS(0x00000c02, 2, Integer.BYTES, "idx2-int", "labels");

  private final int magic;
  private final int dimensions;
  private final int elementBytes;
  private final String suffix;
  private final String things;

  IdxKind(int magic, int dimensions, int elementBytes, String suffix, String things) {
    this.magic = magic;
    this.dimensions = dimensions;
    this.elementBytes = elementBytes;
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

  /** Bytes of a number. */
  int elementBytes() {
    return elementBytes;
  }

  String suffix() {
    return suffix;
  }

  String things() {
    return things;
  }
}
