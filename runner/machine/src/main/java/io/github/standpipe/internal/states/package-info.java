/** The JSON, the failures and the retriers of states. */
@NullMarked
package io.github.standpipe.internal.states;

import org.jspecify.annotations.NullMarked;
