package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.internal.local.SignedHttp.Incoming;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The error in an answer, whatever the protocol.
 *
 * @param code such as {@code ThrottlingException}; empty if it has none
 */
record ApiRefusal(int status, String code) {
  private static final int TOO_MANY = 429;
  private static final Pattern MISSING =
      Pattern.compile(".*(NotFound|NonExist|DoesNotExist|NoSuch).*");
  private static final Pattern DENIED =
      Pattern.compile("AccessDenied.*|.*NotAuthorized.*|Unauthorized.*|AuthorizationError.*");
  private static final Pattern THROTTLED =
      Pattern.compile(
          "Throttl.*|.*Throttled.*|TooManyRequests.*|RequestLimitExceeded|LimitExceeded.*|SlowDown"
              + "|BandwidthLimitExceeded|PriorRequestNotComplete|ServiceUnavailable.*");
  private static final Pattern EXPIRED = Pattern.compile("ExpiredToken.*|TokenRefreshRequired");
  private static final Pattern UNKNOWN_KEY =
      Pattern.compile("UnrecognizedClient.*|InvalidClientTokenId|InvalidAccessKeyId|InvalidToken");
  private static final Pattern CLOCK =
      Pattern.compile(
          "RequestExpired|RequestInTheFuture|RequestTimeTooSkewed|InvalidSignature.*"
              + "|SignatureDoesNotMatch");

  static ApiRefusal of(Incoming answer, AccountAction action) {
    String header = answer.headers().getOrDefault("x-amzn-errortype", "");
    String code = header.isEmpty() ? inBody(answer, action) : header;
    return new ApiRefusal(
        answer.status(), code.replaceFirst(":.*$", "").replaceFirst("^.*#", "").strip());
  }

  private static String inBody(Incoming answer, AccountAction action) {
    JsonNode body = body(answer, action);
    JsonNode error = body.path("Error").isObject() ? body.path("Error") : body;
    return error.path("__type").asText(error.path("Code").asText(error.path("code").asText("")));
  }

  private static JsonNode body(Incoming answer, AccountAction action) {
    try {
      return ApiProtocol.of(action.service()).read(answer.body());
    } catch (IOException e) {
      return MissingNode.getInstance(); // such as the page of a proxy
    }
  }

  boolean isMissing() {
    return MISSING.matcher(code).matches();
  }

  boolean isDenied() {
    return DENIED.matcher(code).matches() || status == 403 && !isOfTheClock() && !isOfTheKeys();
  }

  boolean isPassing() {
    return status >= 500 || status == TOO_MANY || THROTTLED.matcher(code).matches();
  }

  boolean isOfTheClock() {
    return CLOCK.matcher(code).matches();
  }

  boolean isExpired() {
    return EXPIRED.matcher(code).matches();
  }

  /** Whether the keys are of no account. */
  boolean isOfTheKeys() {
    return UNKNOWN_KEY.matcher(code).matches() || isExpired();
  }

  /** The code, or the status if there is none. */
  String shown() {
    return code.isEmpty() ? "status " + status : code;
  }
}
