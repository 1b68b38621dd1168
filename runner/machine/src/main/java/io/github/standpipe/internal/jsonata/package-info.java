/** JSONata behind one guard, for machines and buses. */
@NullMarked
package io.github.standpipe.internal.jsonata;

import org.jspecify.annotations.NullMarked;
