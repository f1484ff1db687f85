/**
 * Many runs as one value: which they are, what is done of them, and how long the rest will take.
 */
@NullMarked
package org.menagerie.training.sweep;

import org.jspecify.annotations.NullMarked;
