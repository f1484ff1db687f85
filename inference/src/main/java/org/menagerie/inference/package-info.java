/**
 * Trained networks inside other Java programs: {@link org.menagerie.inference.TrainedModel}.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.inference;

import org.jspecify.annotations.NullMarked;
