/**
 * What the authors of engines share: update rules on plain arrays, the layout of parameters in one
 * array, and clipping of gradients.
 */
@NullMarked
package org.menagerie.engine.support;

import org.jspecify.annotations.NullMarked;
