package io.github.standpipe.internal.cli.production;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.local.MessageLoan;
import io.github.standpipe.internal.local.QueueAddress;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.template.PipeDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Messages to import: from a queue, where they stay, or from a file or standard input.
 *
 * @param anyway whether a message may lose its last receive
 */
public record Messages(QueueOptions queue, @Nullable String file, boolean anyway, PrintWriter err) {

  Capture of(PipeDefinition pipe) {
    if (queue.isGiven() && file != null) {
      throw new Fault(file, "is given, and a queue too; name one of them");
    }
    if (queue.isGiven()) {
      return ofQueue(pipe);
    }
    InputFile input = new InputFile(file == null ? InputFile.STANDARD : file);
    return Capture.read(input.text(), input.name()).compact();
  }

  private Capture ofQueue(PipeDefinition pipe) {
    QueueAddress address = queue.address(pipe);
    try (OpenQueues queues = queue.open(pipe, address);
        MessageLoan loan = new MessageLoan(queues.find(address), source(pipe), this::problem)) {
      queue.aws.progress.doing("receiving from the queue " + address.name());
      List<ObjectNode> received = loan.take(queue.max(), anyway, queue.aws.patience());
      if (received.isEmpty()) {
        throw new Fault(
            "the queue '" + address.name() + "'",
            "returned no message; messages that another consumer received are hidden for a while");
      }
      tellReceives(loan, received.size(), err);
      return Capture.of(received, "the queue '" + address.name() + "'");
    }
  }

  static Source source(PipeDefinition pipe) {
    return new Source(pipe.queue().arn(), 1, OptionalInt.empty());
  }

  static void tellReceives(MessageLoan loan, int messages, PrintWriter err) {
    loan.receives()
        .ifPresent(most ->
            err.println(
                "standpipe: "
                    + Words.count(messages, "message")
                    + " of "
                    + loan.queue().name()
                    + " read, which counts as a receive; after "
                    + most
                    + " receives a message becomes a dead letter"));
  }

  private void problem(String problem) {
    err.println("standpipe: " + problem);
  }
}
