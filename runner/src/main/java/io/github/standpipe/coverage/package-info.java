/** What the fixtures of a project reach in its transforms and filters, and what they do not. */
@NullMarked
package io.github.standpipe.coverage;

import org.jspecify.annotations.NullMarked;
