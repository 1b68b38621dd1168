package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The Lambda function that a pipe's {@code Enrichment} names, by the contract of Pipes: a JSON
 * array of records in, a JSON array of rich events out.
 *
 * <p>A record is an SQS message as Pipes passes it on, {@code {"messageId": ..., "body": "..."}},
 * whose body holds the event; any other item, such as one that an input template rendered, is
 * itself the event. An SQS event source mapping may call the function too: it sends {@code
 * {"Records": [...]}} and receives {@code {"batchItemFailures": [...]}}. The function is configured
 * by environment variables only.
 *
 * <p>Pipes has no partial failure for an enrichment (rule {@code enrichment-failure}): when one
 * record returns to its queue, the call fails with a message that names each such record, and the
 * batch returns. So drop or quarantine what cannot go on, see {@link Verdict}.
 */
public class EnrichmentHandler implements RequestStreamHandler {
  private final Environment environment;
  private final Contract contract;
  private final CallLog log;

  /** The constructor that Lambda calls: configured by the function's environment variables. */
  public EnrichmentHandler() {
    this(Environment.ofLambda());
  }

  /**
   * Creates a function for the transform that the environment names.
   *
   * @param environment the variables, the layers and the look-ups
   * @throws Fault if a variable is missing or wrong, or the transform does not compile
   */
  public EnrichmentHandler(Environment environment) {
    this(environment, Transform.in(environment));
  }

  /**
   * Creates a function for your own enricher; everything else is configured by Lambda's
   * environment.
   *
   * @param enricher judges the events
   * @throws Fault if a variable is wrong
   */
  public EnrichmentHandler(Enricher enricher) {
    this(Environment.ofLambda(), enricher);
  }

  /**
   * Creates a function for one enricher or several: {@code
   * enricher.then(Transform.in(environment))}. A subclass has a public constructor with an
   * environment, for local runs, and one without parameters, for Lambda.
   *
   * @param environment the variables, the layers and the look-ups
   * @param enricher judges the events
   * @throws Fault if a variable is wrong
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
   * @throws Fault if the request is not an array of records, or the batch returns
   */
  @Override
  public void handleRequest(InputStream request, OutputStream answer, Context context)
      throws IOException {
    byte[] bytes = request.readAllBytes();
    Invocation invocation = Invocation.of(environment, context);
    try {
      answer.write(answer(bytes, invocation));
    } catch (Fault e) {
      // Lambda would put the stack trace into its answer; one line is enough
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }

  private byte[] answer(byte[] bytes, Invocation invocation) {
    long start = System.nanoTime();
    Request request = Request.read(bytes);
    invocation.figures().addSince(Figure.READ_TIME, start);
    try {
      byte[] answer =
          request.mapped()
              ? new MappedCall(contract, request.items(), invocation).answer()
              : new FunctionCall(contract, request.items(), invocation).answer();
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
