/** The losses that the framework brings. */
@NullMarked
package org.menagerie.engine.support.loss;

import org.jspecify.annotations.NullMarked;
