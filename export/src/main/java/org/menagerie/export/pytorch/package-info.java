/** Trained networks as safetensors, with a module of PyTorch that loads them. */
@NullMarked
package org.menagerie.export.pytorch;

import org.jspecify.annotations.NullMarked;
