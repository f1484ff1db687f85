/** Handwritten-looking digits, drawn from pen strokes with the same bytes on every machine. */
@NullMarked
package org.menagerie.data.digits;

import org.jspecify.annotations.NullMarked;
