package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What is missing for a mutant to be noticed. It never says what to expect. */
public sealed interface MissingFixture {

  /**
   * A case shows the change, and leaves that place open.
   *
   * @param subject the name of the case
   * @param file the file that would show it
   * @param path the first place that differs
   */
  record OpenPlace(String subject, String file, String path) implements MissingFixture {}

  /**
   * An input that shows the change.
   *
   * @param name a name for the case
   * @param files the given files, by path in the case's folder
   * @param basis the case that it is a variation of
   * @param variation what differs from it
   */
  record GivenInput(String name, Map<String, JsonNode> files, String basis, String variation)
      implements MissingFixture {}

  /** No input that shows the change was found. */
  record NotFound() implements MissingFixture {}
}
