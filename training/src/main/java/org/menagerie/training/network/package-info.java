/** Networks as documents: written as JSON and read back. */
@NullMarked
package org.menagerie.training.network;

import org.jspecify.annotations.NullMarked;
