/** The settings of a recipe: how each is named, read, changed and shown. */
@NullMarked
package org.menagerie.training.recipe;

import org.jspecify.annotations.NullMarked;
