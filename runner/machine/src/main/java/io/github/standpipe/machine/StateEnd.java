package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How a state ended.
 *
 * @param output what the next state gets
 * @param assigned the variables that it assigns, an empty object if none
 * @param next the next state; empty at the end of the flow
 */
record StateEnd(JsonNode output, ObjectNode assigned, Optional<String> next) {}
