package io.github.standpipe.template;

import io.github.standpipe.json.Fault;

/** A loop that CloudFormation certainly rejects, whatever the values of the parameters are. */
final class BrokenLoop extends Fault {
  private static final long serialVersionUID = 1L;

  private final transient Place at;
  private final String loop;
  private final String reason;

  /**
   * Creates a fault of a loop.
   *
   * @param at the place of the loop
   * @param loop its key, {@code Fn::ForEach::Name}
   * @param reason what was seen, and what to do
   */
  BrokenLoop(Place at, String loop, String reason) {
    super(at.where(), reason);
    this.at = at;
    this.loop = loop;
    this.reason = reason;
  }

  /** The same as a part that cannot be used, of the resource that it is in. */
  TemplateNote.UnusablePart part(UsableParts all) {
    String holder = all.holder(at);
    return new TemplateNote.UnusablePart(at, holder.isEmpty() ? loop : holder, reason);
  }
}
