/**
 * Trained networks as safetensors, with a module of PyTorch that loads them.
 *
 * <p>Experimental: this package may change with any version.
 */
@NullMarked
package org.menagerie.export.pytorch;

import org.jspecify.annotations.NullMarked;
