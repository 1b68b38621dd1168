/**
 * Runs functions in Node.js and Python: starts the language's own runtime with a small bootstrap,
 * and hands it calls through a Lambda runtime API on 127.0.0.1.
 */
@NullMarked
package io.github.standpipe.internal.runtime;

import org.jspecify.annotations.NullMarked;
