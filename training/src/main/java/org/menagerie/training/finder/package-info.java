/** The search for a learning rate: a few steps at rates that grow, and the losses they lead to. */
@NullMarked
package org.menagerie.training.finder;

import org.jspecify.annotations.NullMarked;
