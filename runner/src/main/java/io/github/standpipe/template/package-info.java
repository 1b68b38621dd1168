/**
 * Reads a CloudFormation or SAM template, the very one that is deployed, into pipes.
 *
 * <p>{@link io.github.standpipe.template.Template#read} gives a {@link
 * io.github.standpipe.template.PipeDefinition} for each {@code AWS::Pipes::Pipe}.
 */
@NullMarked
package io.github.standpipe.template;

import org.jspecify.annotations.NullMarked;
