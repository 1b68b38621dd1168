package io.github.standpipe.internal.signed;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Sends a request to a server and returns the answer. */
@FunctionalInterface
interface Transport {
  Reply post(URI uri, Map<String, String> headers, byte[] body) throws IOException;
}
