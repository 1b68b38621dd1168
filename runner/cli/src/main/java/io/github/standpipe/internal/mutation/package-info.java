/** Mutation testing: small changes of a pipe that its fixtures should notice. */
@NullMarked
package io.github.standpipe.internal.mutation;

import org.jspecify.annotations.NullMarked;
