package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads one object, whose content is the document. */
record GetObject(S3Client client, Claims claims, int most) implements LookupCall {

  @Override
  public ServiceAnswer ask(List<String> keys, Figures figures) throws IOException {
    Optional<Claim> claim = claims.of(keys.getFirst());
    if (claim.isEmpty()) {
      return ServiceAnswer.found(Map.of());
    }
    return claims.allows(claim.get())
        ? ask(keys.getFirst(), claim.get(), figures)
        : ServiceAnswer.found(Map.of(keys.getFirst(), claims.refusal()));
  }

  private ServiceAnswer ask(String key, Claim claim, Figures figures) throws IOException {
    figures.add(Figure.LOOKUP_CALLS, 1);
    try (ResponseInputStream<GetObjectResponse> object =
        client.getObject(r -> r.bucket(claim.bucket()).key(claim.key()))) {
      return ServiceAnswer.found(Map.of(key, json(object)));
    } catch (NoSuchKeyException e) {
      return ServiceAnswer.found(Map.of());
    } catch (InvalidObjectStateException e) {
      return GetOne.unusable(key, "an object is archived; restore it first");
    } catch (SdkException e) {
      return AwsFaults.answer(e, "bucket " + claim.bucket());
    }
  }

  private JsonNode json(ResponseInputStream<GetObjectResponse> object) throws IOException {
    byte[] bytes = object.readNBytes(most + 1);
    if (bytes.length > most) {
      object.abort(); // closing it would read the rest
      return Lookup.unusable("an object is larger than " + most + " bytes; raise the option 'max'");
    }
    try {
      return Json.parse(bytes);
    } catch (JsonProcessingException e) {
      return Lookup.unusable("an object is not JSON: " + Json.reason(e));
    }
  }
}
