/** Files that people write by hand, in YAML 1.2, of which JSON is a part. */
@NullMarked
package org.menagerie.training.yaml;

import org.jspecify.annotations.NullMarked;
