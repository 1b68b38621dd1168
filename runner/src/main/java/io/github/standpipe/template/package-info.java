/**
 * Reads a CloudFormation or SAM template, the very one that is deployed, into pipes.
 *
 * <p>{@link io.github.standpipe.template.Template#read} gives a {@link
 * io.github.standpipe.template.PipeDefinition} for each {@code AWS::Pipes::Pipe}.
 *
 * <ul>
 *   <li>Aliases and merge keys of YAML are read: CloudFormation itself takes neither, but {@code
 *       sam build} and {@code aws cloudformation package} write them out before it sees them.
 *   <li>Of the transforms, SAM's own and {@code AWS::LanguageExtensions} are applied, as far as a
 *       pipe needs them and without {@code Fn::ForEach}. What a macro at the top of a template
 *       would change is not known: the template is read as it is written.
 *   <li>What only a deployment can tell, such as an output of a nested stack, can be given.
 * </ul>
 */
@NullMarked
package io.github.standpipe.template;

import org.jspecify.annotations.NullMarked;
