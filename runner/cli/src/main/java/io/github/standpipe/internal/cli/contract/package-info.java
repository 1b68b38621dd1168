/** {@code compat} and {@code contract}: schemas, and what pipes read and give. */
@NullMarked
package io.github.standpipe.internal.cli.contract;

import org.jspecify.annotations.NullMarked;
