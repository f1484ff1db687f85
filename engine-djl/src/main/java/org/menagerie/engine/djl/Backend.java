package org.menagerie.engine.djl;

import java.util.List;

/** What sets DJL's engines apart. */
enum Backend {
  PYTORCH(
      "pytorch", "PyTorch", "PyTorch's C++ library through Deep Java Library, on the processor") {
    @Override
    List<String> architectures() {
      return List.of("amd64", "x86_64", "aarch64");
    }

    @Override
    int channelAxis() {
      // Any other value makes DJL transpose the map and back; -1 leaves channels second.
      return -1;
    }

    @Override
    double unbiased(double variance, long values) {
      return variance;
    }
  },
  MXNET("mxnet", "MXNet", "Apache MXNet through Deep Java Library, on x86-64 processors") {
    @Override
    List<String> architectures() {
      return List.of("amd64", "x86_64");
    }

    @Override
    int channelAxis() {
      return 1;
    }

    @Override
    double unbiased(double variance, long values) {
      return variance * values / (values - 1);
    }
  };

  private final String id;
  private final String djlName;
  private final String description;

  Backend(String id, String djlName, String description) {
    this.id = id;
    this.djlName = djlName;
    this.description = description;
  }

  String id() {
    return id;
  }

  String djlName() {
    return djlName;
  }

  String description() {
    return description;
  }

  /** Values of {@code os.arch} for which there are builds. */
  abstract List<String> architectures();

  /** The axis that batch normalisation works along. */
  abstract int channelAxis();

  /** The unbiased variance of a batch, from what the engine gives as its variance. */
  abstract double unbiased(double variance, long values);
}
