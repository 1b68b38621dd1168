/**
 * Loads a template's Java functions from their code and calls them as Lambda does: with their own
 * class loader, by the handler's form, in a context.
 */
@NullMarked
package io.github.standpipe.internal.host;

import org.jspecify.annotations.NullMarked;
