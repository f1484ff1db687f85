/** Weights and optimizer state on disk, in the safetensors format. */
@NullMarked
package org.menagerie.training.checkpoint;

import org.jspecify.annotations.NullMarked;
