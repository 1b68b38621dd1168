package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.standpipe.enrich.Figures.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The Lambda function that a pipe's {@code Enrichment} names, by the contract of Pipes: a JSON
 * array of records in, a JSON array of rich events out.
 *
 * <p>A record is an SQS message as Pipes hands it on, {@code {"messageId": ..., "body": "..."}},
 * whose body holds the event; an item that is no such record, as an input template renders it, is
 * itself the event. An SQS event source mapping may call the function too: it sends {@code
 * {"Records": [...]}} and is answered {@code {"batchItemFailures": [...]}}. The function is
 * configured by environment variables only.
 *
 * <p>Pipes has no partial failure for an enrichment (rule {@code enrichment-failure}): when one
 * record returns to its queue, the call fails with a message that names each such record, and the
 * batch returns. So what cannot go on is better dropped or quarantined, see {@link Verdict}.
 */
public class EnrichmentHandler implements RequestStreamHandler {
  private final Environment environment;
  private final Contract contract;
  private final CallLog log;

  /** As Lambda makes it: configured by the function's own environment variables. */
  public EnrichmentHandler() {
    this(Environment.ofLambda());
  }

  public EnrichmentHandler(Environment environment) {
    this(environment, Transform.in(environment));
  }

  /**
   * A function of an enricher of one's own; all else is configured as Lambda's environment says.
   */
  public EnrichmentHandler(Enricher enricher) {
    this(Environment.ofLambda(), enricher);
  }

  /**
   * A function of an enricher, or of several: {@code enricher.then(Transform.in(environment))}. A
   * class that extends this one has a public constructor with an environment, for runs on the desk,
   * and one without parameters, for Lambda.
   */
  public EnrichmentHandler(Environment environment, Enricher enricher) {
    this.environment = environment;
    this.contract = Contract.in(environment, enricher);
    this.log = CallLog.in(environment);
    log.started(contract.policy().quarantines());
  }

  /**
   * Answers one call.
   *
   * @throws Fault when the request is no array of records, or the batch returns
   */
  @Override
  public void handleRequest(InputStream request, OutputStream answer, Context context)
      throws IOException {
    byte[] bytes = request.readAllBytes();
    Invocation invocation = Invocation.of(environment, context);
    try {
      answer.write(answer(bytes, invocation));
    } catch (Fault e) {
      // Lambda would put the stack into its answer, where one line says it all
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }

  private byte[] answer(byte[] bytes, Invocation invocation) {
    long start = System.nanoTime();
    Request request = Request.read(bytes);
    invocation.figures().addSince(Figure.READ_TIME, start);
    try {
      byte[] answer = new FunctionCall(contract, request, invocation).answer();
      log.answered(request, invocation);
      return answer;
    } catch (Fault e) {
      throw returned(request, e, invocation);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw returned(request, new Fault("the function " + Verdicts.threw(e), e), invocation);
    }
  }

  private Fault returned(Request request, Fault why, Invocation invocation) {
    log.returned(request, why, invocation);
    return why;
  }
}
