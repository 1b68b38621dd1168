/**
 * State machines of AWS Step Functions as values: a definition in the Amazon States Language, and a
 * pure interpreter of it. A run takes an input, answers for its tasks, a clock and ids, and returns
 * an {@link io.github.standpipe.machine.Execution}: status, output or error, and the history. Time
 * is virtual, so nothing really waits. A {@link io.github.standpipe.machine.StateTest} runs one
 * state alone. The package needs only Jackson, JSONPath and JSONata.
 */
@NullMarked
package io.github.standpipe.machine;

import org.jspecify.annotations.NullMarked;
