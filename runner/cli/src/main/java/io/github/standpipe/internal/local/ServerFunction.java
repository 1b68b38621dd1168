package io.github.standpipe.internal.local;

import io.github.standpipe.internal.fixture.FunctionTarget;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A function on the server that the environment names. */
public final class ServerFunction implements AutoCloseable {
  private static final int SUCCESS = 200;
  private static final int REDIRECT = 300;

  private final Target.OfFunction target;
  private final SignedCalls calls;

  private ServerFunction(Target.OfFunction target, SignedCalls calls) {
    this.target = target;
    this.calls = calls;
  }

  /** The function on a server, for the region of the environment or of its ARN. */
  public static ServerFunction at(URI endpoint, Servers servers, Target.OfFunction target) {
    return new ServerFunction(target, SignedCalls.of(endpoint, servers, "lambda", target.arn()));
  }

  /** The function as the target of a run. */
  public FunctionTarget target() {
    return new FunctionTarget(target, this::invoke);
  }

  private byte[] invoke(byte[] request) {
    String type = target.waits() ? "RequestResponse" : "Event";
    SignedCalls.Answer answer =
        calls.post(
            path(),
            Map.of("X-Amz-Invocation-Type", type, "Content-Type", "application/json"),
            request,
            "X-Amz-Function-Error");
    if (answer.status() < SUCCESS || answer.status() >= REDIRECT) {
      throw new Fault(calls.endpoint().toString(), "answers status " + answer.status());
    }
    answer
        .failure()
        .ifPresent(failure -> {
          throw new Fault("the function failed (" + failure + ")");
        });
    return answer.body();
  }

  /**
   * The resource of a function's ARN is {@code function:NAME} or {@code function:NAME:QUALIFIER}.
   */
  private String path() {
    String resource = Arn.parse(target.arn()).map(Arn::resource).orElse(target.arn());
    String[] parts = resource.replaceFirst("^function:", "").split(":", 2);
    String qualifier = parts.length > 1 ? "?Qualifier=" + encoded(parts[1]) : "";
    return "/2015-03-31/functions/" + encoded(parts[0]) + "/invocations" + qualifier;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    calls.close();
  }
}
