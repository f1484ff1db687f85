/** From labelled 8-bit images to batches that an engine can train on, prepared ahead. */
@NullMarked
package org.menagerie.data.pipeline;

import org.jspecify.annotations.NullMarked;
