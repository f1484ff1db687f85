/** Three steps at one size: bare convolutions, batch norm, and augmentation with one cycle. */
@NullMarked
package org.menagerie.zoo.progressive;

import org.jspecify.annotations.NullMarked;
