package io.github.standpipe.template;

import java.util.Optional;

/** What there is to say about a place in the text of a template. */
public sealed interface TemplateNote {
  /** {@return the place in the template} */
  Place at();

  /**
   * A value in the text of a template that CloudFormation reads differently from how it looks.
   *
   * @param sort what kind of value it is
   * @param at its place
   * @param written as it is written
   * @param read what CloudFormation reads instead; the same if that depends on the reader
   */
  record YamlNote(Sort sort, Place at, String written, String read) implements TemplateNote {
    /** The kind of value. */
    public enum Sort {
      /** A reference to an anchor, {@code *name}. */
      ALIAS,
      /** A merge key, {@code <<}. */
      MERGE,
      /** A number that is read with other digits: {@code 011} is 9, {@code 1_000} is 1000. */
      NUMBER,
      /** A word that YAML 1.1 reads as a boolean: {@code yes}, {@code off}. */
      BOOLEAN,
      /** A date or a time without quotes. */
      DATE,
      /** Digits after a 0 that are not an octal number. */
      LEADING_ZERO,
      /** A key that its mapping has already; the last one wins. */
      REPEATED_KEY
    }
  }

  /**
   * A part of a template that cannot be used, and is not examined.
   *
   * @param at its place
   * @param holder its logical id, or the section that contains it
   * @param reason what was seen, and what to do
   */
  record UnusablePart(Place at, String holder, String reason) implements TemplateNote {}

  /**
   * A name in a template that certainly leads to nothing that the template declares.
   *
   * @param at the place of the reference
   * @param holder the logical id of the resource that contains it, or the name of a section
   * @param by what names it: {@code Ref}, {@code GetAtt}, {@code Sub}, {@code DependsOn}
   * @param name as it is written, with its attribute if it has one
   * @param lack what is missing
   * @param nearest the name that was probably meant
   */
  record UnresolvedName(
      Place at, String holder, String by, String name, Lack lack, Optional<String> nearest)
      implements TemplateNote {

    /** What is missing. */
    public enum Lack {
      /** No resource has that logical id. */
      RESOURCE("declares no such resource"),
      /** Neither a resource nor a parameter has that name. */
      RESOURCE_OR_PARAMETER("declares no such resource or parameter"),
      /** No condition has that name. */
      CONDITION("declares no such condition"),
      /** No mapping has that name. */
      MAPPING("declares no such mapping"),
      /** The resource exists, but its type has no such attribute. */
      ATTRIBUTE("declares a resource that has no such attribute"),
      /** The nested stack exists, but its template does not put out a value of that name. */
      OUTPUT("declares a nested stack that has no such output"),
      /** {@code Ref} does not return attributes. */
      REF_OF_ATTRIBUTE("declares no resource of that name, and Ref does not return attributes"),
      /** SAM creates an alias and a version of a function only if it publishes one. */
      PUBLISHED(
          "has no AutoPublishAlias for that function, without which SAM creates no such resource"),
      /** SAM does not create a role for a function or a state machine that has one. */
      ROLE("sets a role for that resource, so SAM does not create one");

      private final String reason;

      Lack(String reason) {
        this.reason = reason;
      }

      /** {@return what the template lacks, as the end of a sentence} */
      public String reason() {
        return reason;
      }
    }
  }
}
