/** Augmentations that mix the images of a batch and their labels. */
@NullMarked
package org.menagerie.data.mix;

import org.jspecify.annotations.NullMarked;
