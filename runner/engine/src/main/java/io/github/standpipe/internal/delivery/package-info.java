/** What the service of a pipe's target answers to a batch, and which records then return. */
@NullMarked
package io.github.standpipe.internal.delivery;

import org.jspecify.annotations.NullMarked;
