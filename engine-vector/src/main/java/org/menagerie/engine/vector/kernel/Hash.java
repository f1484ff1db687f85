package org.menagerie.engine.vector.kernel;

/**
 * Constants of a 32-bit hash with little bias.
 *
 * @see <a href="https://github.com/skeeto/hash-prospector">Wellons: Hash Prospector</a>
 */
final class Hash {
  /** 2^32 divided by the golden ratio. */
  static final int GOLDEN = 0x9E3779B9;

  static final int FIRST = 0x21F0AAAD;
  static final int SECOND = 0xD35A2D97;

  /** Bits of half a hash. */
  static final int HALF = 16;

  /** Its lower half. */
  static final int LOW = 0xFFFF;

  private Hash() {}
}
