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
    SignedHttp.Incoming answer =
        calls.post(
            path(),
            qualifier(),
            Map.of("X-Amz-Invocation-Type", type, "Content-Type", "application/json"),
            request);
    if (answer.status() < SUCCESS || answer.status() >= REDIRECT) {
      throw new Fault(calls.endpoint().toString(), "answers status " + answer.status());
    }
    String failure = answer.headers().get("X-Amz-Function-Error");
    if (failure != null) {
      throw new Fault("the function failed (" + failure + ")");
    }
    return answer.body();
  }

  private String path() {
    String name = URLEncoder.encode(resource()[0], StandardCharsets.UTF_8);
    return "/2015-03-31/functions/" + name + "/invocations";
  }

  private Map<String, String> qualifier() {
    String[] parts = resource();
    return parts.length > 1 ? Map.of("Qualifier", parts[1]) : Map.of();
  }

  /**
   * Name and qualifier: the resource of a function's ARN is {@code function:NAME} or {@code
   * function:NAME:QUALIFIER}.
   */
  private String[] resource() {
    String resource = Arn.parse(target.arn()).map(Arn::resource).orElse(target.arn());
    return resource.replaceFirst("^function:", "").split(":", 2);
  }

  @Override
  public void close() {
    calls.close();
  }
}
