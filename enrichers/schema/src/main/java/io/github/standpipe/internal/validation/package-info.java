/**
 * Validates events with JSON Schemas. It is a module of its own because its library costs the start
 * of a function more than everything else together: only functions that ask for it carry it.
 */
@NullMarked
package io.github.standpipe.internal.validation;

import org.jspecify.annotations.NullMarked;
