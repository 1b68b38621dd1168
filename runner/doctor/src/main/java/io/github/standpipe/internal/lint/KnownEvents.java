package io.github.standpipe.internal.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is known of the events that a transform gets, and of those that it has to give. */
public final class KnownEvents {
  private static final int DEPTH = 24;

  private final String pipe;
  private final Optional<JsonNode> before;
  private final Optional<JsonNode> after;
  private final ValueForm form = new ValueForm();
  private final boolean hasFixtures;

  private KnownEvents(
      String pipe, List<Path> cases, Optional<JsonNode> before, Optional<JsonNode> after) {
    this.pipe = pipe;
    this.before = before;
    this.after = after;
    this.hasFixtures = new FixtureEvents(form).add(cases);
    before.ifPresent(schema -> form.addSchema(schema, schema, DEPTH));
  }

  /**
   * Reads what is known of a pipe's events.
   *
   * @param pipe its name, for messages
   * @param cases the folders of its fixtures
   * @param before the JSON schema of its events, if there is one
   * @param after the JSON schema of its results, if there is one
   */
  public static KnownEvents of(
      String pipe, List<Path> cases, Optional<JsonNode> before, Optional<JsonNode> after) {
    return new KnownEvents(pipe, cases, before, after);
  }

  /** Whether anything is known of what comes. */
  boolean areThere() {
    return hasFixtures || before.isPresent();
  }

  ValueForm form() {
    return form;
  }

  Optional<JsonNode> before() {
    return before;
  }

  Optional<JsonNode> after() {
    return after;
  }

  /** Whether some event has a detail-type. */
  public boolean hasType(String type) {
    return form.get("detail-type").filter(all -> all.texts().contains(type)).isPresent();
  }

  /** Only what is known of the results. */
  public KnownEvents ofResults() {
    return new KnownEvents(pipe, List.of(), Optional.empty(), after);
  }

  /** Who does not have a path. */
  String without() {
    return hasFixtures && before.isPresent()
        ? "no fixture and no schema of " + pipe + " has"
        : hasFixtures
            ? "no fixture of " + pipe + " has"
            : "the schema of " + pipe + " does not have";
  }
}
