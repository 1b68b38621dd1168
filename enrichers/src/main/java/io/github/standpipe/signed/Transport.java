package io.github.standpipe.signed;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Takes a request to a server and an answer back. */
@FunctionalInterface
interface Transport {
  Reply post(URI uri, Map<String, String> headers, byte[] body) throws IOException;
}
