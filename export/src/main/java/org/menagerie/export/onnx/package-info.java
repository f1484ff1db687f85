/**
 * Trained networks as models of ONNX.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.onnx;

import org.jspecify.annotations.NullMarked;
