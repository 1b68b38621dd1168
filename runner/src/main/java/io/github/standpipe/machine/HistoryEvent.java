package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One event of an execution's history.
 *
 * @param id counts from 1
 * @param previousId of the event that led to this one, 0 for the first state's
 * @param type such as {@code TaskStateEntered}
 * @param state the state's name for events that enter, leave or fail to evaluate a state, else
 *     empty
 * @param details the event's own fields, with inputs and outputs as JSON and not as text
 */
public record HistoryEvent(
    long id, long previousId, String type, String state, ObjectNode details) {}
