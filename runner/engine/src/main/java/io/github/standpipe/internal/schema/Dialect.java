package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.Set;

/** The versions of JSON Schema, and of OpenAPI, that are read. */
public enum Dialect {
  DRAFT_4,
  DRAFT_7,
  DRAFT_2020_12,
  OPENAPI_3_0,
  OPENAPI_3_1;

  private static final Set<String> SINCE_DRAFT_6 =
      Set.of("const", "contains", "propertyNames", "if", "then", "else");
  private static final Set<String> SINCE_2019 =
      Set.of(
          "dependentRequired",
          "dependentSchemas",
          "unevaluatedProperties",
          "unevaluatedItems",
          "minContains",
          "maxContains",
          "prefixItems",
          "$dynamicRef",
          "$recursiveRef");

  /**
   * The dialect that a document declares.
   *
   * @param standard for a document that declares none
   * @throws Fault for a dialect that is not known
   */
  static Dialect of(JsonNode document, String where, Dialect standard) {
    String openApi = document.path("openapi").asText();
    if (!openApi.isEmpty()) {
      return openApi.startsWith("3.0") ? OPENAPI_3_0 : OPENAPI_3_1;
    }
    String uri = document.path("$schema").asText();
    return uri.isEmpty() ? standard : of(uri, where);
  }

  private static Dialect of(String uri, String where) {
    if (uri.contains("draft-04") || uri.contains("draft-05")) {
      return DRAFT_4;
    }
    if (uri.contains("draft-06") || uri.contains("draft-07")) {
      return DRAFT_7;
    }
    if (uri.contains("2019-09") || uri.contains("2020-12")) {
      return DRAFT_2020_12;
    }
    throw new Fault(
        where,
        "$schema names a dialect that is not known; use draft 4, 6 or 7, 2019-09, 2020-12 or"
            + " OpenAPI 3");
  }

  /** Whether the keywords beside a {@code $ref} have no meaning. */
  boolean ignoresWhatIsBesideReferences() {
    return this != DRAFT_2020_12 && this != OPENAPI_3_1;
  }

  boolean hasNullable() {
    return this == OPENAPI_3_0;
  }

  /** Whether a keyword has a meaning. */
  boolean knows(String keyword) {
    boolean isOld = this == DRAFT_4 || this == OPENAPI_3_0;
    if (SINCE_DRAFT_6.contains(keyword)) {
      return !isOld;
    }
    return !SINCE_2019.contains(keyword) || !isOld && this != DRAFT_7;
  }
}
