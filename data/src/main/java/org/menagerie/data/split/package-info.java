/** Splitting images into parts. */
@NullMarked
package org.menagerie.data.split;

import org.jspecify.annotations.NullMarked;
