/** Networks for the tests of all modules. */
@NullMarked
package org.menagerie.networks;

import org.jspecify.annotations.NullMarked;
