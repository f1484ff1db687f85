/** {@code runner demo}: a page on which one draws for a trained network. */
@NullMarked
package org.menagerie.runner.demo;

import org.jspecify.annotations.NullMarked;
