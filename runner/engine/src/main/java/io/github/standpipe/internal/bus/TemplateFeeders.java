package io.github.standpipe.internal.bus;

import io.github.standpipe.template.Template;

/** Reads the feeders of a template. */
public final class TemplateFeeders {
  private TemplateFeeders() {}

  /**
   * The feeders of a template. Each kind is read when it is first needed; a pattern, a path or a
   * template that the service rejects is then a {@link io.github.standpipe.json.Fault}.
   */
  public static Feeders of(Template template) {
    return new Feeders(new FeederParts(template, Reading.STRICT));
  }

  /** The feeders that can be read; anything rejected or unknown is left out. */
  public static Feeders readable(Template template) {
    return new Feeders(new FeederParts(template, Reading.LENIENT));
  }
}
