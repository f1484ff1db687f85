package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A network that others have trained: what {@code import.json} holds. It is no result, which a
 * training alone has, so that whatever reads results never takes it for one.
 *
 * @param schemaVersion of this record, see {@link #SCHEMA_VERSION}
 * @param spec its model, the data and the engine that it was tested with, and as {@code init} the
 *     file that its weights are from; of the recipe, the normalization counts alone
 * @param parameters trained values of the model
 * @param signature its images and classes
 * @param testImages number of test images
 * @param test how it judged them when it was imported
 * @param datasetChecksums SHA-256 of each part of the data
 * @param menagerie version of the software that imported it
 * @param importedAt ISO-8601, UTC
 */
public record ImportedNetwork(
    int schemaVersion,
    RunSpec spec,
    long parameters,
    Signature signature,
    int testImages,
    Scores test,
    SortedMap<String, String> datasetChecksums,
    String menagerie,
    String importedAt) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  public ImportedNetwork {
    requireNonNull(spec, "spec is null");
    requireNonNull(signature, "signature is null");
    requireNonNull(test, "test is null");
    datasetChecksums = new TreeMap<>(datasetChecksums);
    requireNonNull(menagerie, "menagerie is null");
    requireNonNull(importedAt, "importedAt is null");
    if (spec.init().isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "An imported network is of a file, which spec.init names.");
    }
  }

  /** The file that its weights are from. */
  public WeightsFile source() {
    return spec.init().orElseThrow();
  }

  /** The name of its folder, which is none of a run. */
  public static String folderName(RunSpec spec) {
    // How many threads tested it changes nothing.
    return String.join("-", spec.zoo(), spec.model(), "imported", RunHash.of(spec.withThreads(1)));
  }
}
