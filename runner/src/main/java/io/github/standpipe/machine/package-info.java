/**
 * State machines of AWS Step Functions as values: a definition in the Amazon States Language, and a
 * pure interpreter of it. A run takes an input, answers for its tasks, a clock and ids, and gives
 * an {@link io.github.standpipe.machine.Execution}: status, output or error, and the history.
 * Nothing is waited for: time is virtual. A {@link io.github.standpipe.machine.StateTest} runs one
 * state alone. The package needs Jackson, JSONPath and JSONata alone.
 */
@NullMarked
package io.github.standpipe.machine;

import org.jspecify.annotations.NullMarked;
