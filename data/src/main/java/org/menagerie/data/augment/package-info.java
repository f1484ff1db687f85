/**
 * Random changes of training images, with the semantics of torchvision's transforms on 8-bit PIL
 * images: what is drawn is kept apart from the fixed change that follows from it.
 */
@NullMarked
package org.menagerie.data.augment;

import org.jspecify.annotations.NullMarked;
