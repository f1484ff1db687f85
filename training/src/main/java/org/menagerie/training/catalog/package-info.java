/** All plug-ins by name, and what a recipe's names mean. */
@NullMarked
package org.menagerie.training.catalog;

import org.jspecify.annotations.NullMarked;
