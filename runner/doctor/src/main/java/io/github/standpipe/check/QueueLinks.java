package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Optional;

/** The queues that a queue or a function leads to. */
record QueueLinks(Template template) {

  /** The redrive policy, also if it is written as a JSON text. */
  static Property redrive(Declaration queue) {
    return queue.property("RedrivePolicy").parsed();
  }

  Optional<Declaration> deadLetters(Declaration queue) {
    return template.find(redrive(queue).get("deadLetterTargetArn")).filter(Declaration::isQueue);
  }

  /** The queue that the function's {@code QUARANTINE_QUEUE_URL} names. */
  Optional<Declaration> quarantine(Declaration function) {
    return queue(function, "QUARANTINE_QUEUE_URL");
  }

  /** The queue that the function's {@code SOURCE_QUEUE_URL} names. */
  Optional<Declaration> source(Declaration function) {
    return queue(function, "SOURCE_QUEUE_URL");
  }

  private Optional<Declaration> queue(Declaration function, String variable) {
    return function
        .property("Environment")
        .get("Variables")
        .get(variable)
        .text()
        .filter(url -> !url.isBlank())
        .flatMap(url -> Directory.of(template).find(Naming.QUEUE, url).findFirst());
  }
}
