package io.github.standpipe.template;

import java.util.Optional;

/**
 * A name in a template that certainly leads to nothing that the template declares.
 *
 * @param at where the reference stands
 * @param holder the logical id of the resource that it stands in, or the name of a section
 * @param by what names it: {@code Ref}, {@code GetAtt}, {@code Sub}, {@code DependsOn}
 * @param name as it is written, with its attribute where it has one
 * @param lack what is not there
 * @param nearest what may have been meant
 */
public record UnresolvedName(
    Place at, String holder, String by, String name, Lack lack, Optional<String> nearest) {

  /** What is not there. */
  public enum Lack {
    RESOURCE("declares no such resource"),
    RESOURCE_OR_PARAMETER("declares no such resource or parameter"),
    CONDITION("declares no such condition"),
    MAPPING("declares no such mapping"),
    /** A resource is there and its type has no such attribute. */
    ATTRIBUTE("declares a resource that has no such attribute"),
    /** {@code Ref} gives no attribute. */
    REF_OF_ATTRIBUTE("declares no resource of that name, and Ref gives no attribute"),
    /** SAM makes an alias and a version of a function only if it publishes one. */
    PUBLISHED("has no AutoPublishAlias at that function, without which SAM makes no such resource"),
    /** SAM makes no role for a function or a state machine that has one. */
    ROLE("gives that resource a role, so SAM makes none");

    private final String reason;

    Lack(String reason) {
      this.reason = reason;
    }

    /** What the template says instead, as the end of a sentence. */
    public String reason() {
      return reason;
    }
  }
}
