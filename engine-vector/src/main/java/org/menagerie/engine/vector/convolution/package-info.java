/** Convolutions and linear layers, with or without Winograd's tiles. */
@NullMarked
package org.menagerie.engine.vector.convolution;

import org.jspecify.annotations.NullMarked;
