/**
 * Enrichment Lambdas for EventBridge Pipes: events in, richer events out.
 *
 * <p>An {@link io.github.standpipe.enrich.Enricher} makes a batch richer, a {@link
 * io.github.standpipe.enrich.Transform} is one written in JSLT, a {@link
 * io.github.standpipe.enrich.Lookup} finds the documents it asks for, and an {@link
 * io.github.standpipe.enrich.EnrichmentHandler} is the Lambda function around them.
 */
@NullMarked
package io.github.standpipe.enrich;

import org.jspecify.annotations.NullMarked;
