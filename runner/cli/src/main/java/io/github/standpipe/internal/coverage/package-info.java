/** The coverage of a project's transforms and filters by its fixtures. */
@NullMarked
package io.github.standpipe.internal.coverage;

import org.jspecify.annotations.NullMarked;
