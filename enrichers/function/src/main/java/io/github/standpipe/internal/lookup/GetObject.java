package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.enrich.Lookup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads one object, whose content is the document. */
record GetObject(S3Client client, Claims claims, int most) implements LookupCall {

  @Override
  public int parts() {
    return claims.parts();
  }

  @Override
  public boolean isMisfit(String key) {
    return claims.isMisfit(key);
  }

  @Override
  public Optional<JsonNode> withoutAsking(String key) {
    Optional<Claim> claim = claims.of(key);
    if (claim.isEmpty()) {
      return Optional.of(MissingNode.getInstance());
    }
    return claims.allows(claim.get()) ? Optional.empty() : Optional.of(claims.refusal());
  }

  @Override
  public ServiceAnswer ask(List<String> keys, Figures figures) throws IOException {
    String key = keys.getFirst();
    Claim claim = claims.of(key).orElseThrow();
    figures.add(Figure.LOOKUP_CALLS, 1);
    try (ResponseInputStream<GetObjectResponse> object =
        client.getObject(r -> r.bucket(claim.bucket()).key(claim.key()))) {
      return ServiceAnswer.found(Map.of(key, json(object)));
    } catch (NoSuchKeyException e) {
      return ServiceAnswer.found(Map.of());
    } catch (InvalidObjectStateException e) {
      return GetOne.unusable(key, "an object is archived; restore it first");
    } catch (NoSuchBucketException e) {
      return claims.template().isEmpty()
          ? GetOne.unusable(
              key, "a message names the bucket " + claim.bucket() + ", which does not exist")
          : AwsFaults.answer(e, "bucket " + claim.bucket());
    } catch (SdkException e) {
      return AwsFaults.answer(e, "bucket " + claim.bucket());
    }
  }

  private JsonNode json(ResponseInputStream<GetObjectResponse> object) throws IOException {
    byte[] bytes = object.readNBytes(most + 1);
    if (bytes.length > most) {
      object.abort(); // closing it would read the rest
    }
    String encoding = Objects.requireNonNullElse(object.response().contentEncoding(), "");
    return switch (new Content(bytes, encoding, most).read()) {
      case Content.Reading.Document(var document) -> document;
      case Content.Reading.TooLarge large ->
          Lookup.unusable("an object is larger than " + most + " bytes; raise the option 'max'");
      case Content.Reading.NotJson(var why) -> Lookup.unusable("an object is not JSON: " + why);
    };
  }
}
