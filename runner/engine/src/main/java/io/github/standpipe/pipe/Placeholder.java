package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How one placeholder of an input template rendered for one item.
 *
 * @param stage the stage that the template produces
 * @param item the item's place in the batch, from 1 on
 * @param name the path or the variable, without {@code <>}
 * @param where the file, line and pipe of the template
 * @param line the line in the template's text, from 1 on
 * @param column the column there, from 1 on
 * @param quotes whether it is a value, inside a string, or the whole template
 * @param value its value; empty if there is nothing at the path
 * @param rendered the text that replaced it, or why that failed
 * @param fails whether that failed
 */
public record Placeholder(
    Stage stage,
    int item,
    String name,
    String where,
    int line,
    int column,
    String quotes,
    Optional<JsonNode> value,
    String rendered,
    boolean fails) {}
