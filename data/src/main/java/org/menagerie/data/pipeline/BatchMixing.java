package org.menagerie.data.pipeline;

import org.menagerie.api.recipe.BatchTransform;

/**
 * What is done to each training batch as a whole, which then has soft labels.
 *
 * @param transform changes the batch
 * @param classes of the data
 */
public record BatchMixing(BatchTransform transform, int classes) {}
