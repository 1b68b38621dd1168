/** How JSONata expressions are read. */
@NullMarked
package io.github.standpipe.internal.jsonata;

import org.jspecify.annotations.NullMarked;
