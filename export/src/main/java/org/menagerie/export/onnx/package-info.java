/** Trained networks as models of ONNX. */
@NullMarked
package org.menagerie.export.onnx;

import org.jspecify.annotations.NullMarked;
