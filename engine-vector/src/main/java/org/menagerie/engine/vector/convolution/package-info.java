/** Convolutions and linear layers, with Winograd's tiles or without. */
@NullMarked
package org.menagerie.engine.vector.convolution;

import org.jspecify.annotations.NullMarked;
