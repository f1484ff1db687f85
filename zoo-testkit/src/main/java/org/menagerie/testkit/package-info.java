/** Tests that the author of a zoo runs over their models. */
@NullMarked
package org.menagerie.testkit;

import org.jspecify.annotations.NullMarked;
