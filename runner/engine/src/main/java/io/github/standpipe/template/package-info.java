/**
 * Reads a CloudFormation or SAM template, the same one that is deployed, into pipes.
 *
 * <p>{@link io.github.standpipe.template.Template#read} gives a {@link
 * io.github.standpipe.template.PipeDefinition} for each {@code AWS::Pipes::Pipe}.
 *
 * <ul>
 *   <li>Aliases and merge keys of YAML are read: CloudFormation itself accepts neither, but {@code
 *       sam build} and {@code aws cloudformation package} expand them first.
 *   <li>The SAM transform and {@code AWS::LanguageExtensions} are applied, as far as a pipe needs
 *       them. The changes of a macro at the top of a template are unknown: the template is read as
 *       it is written.
 *   <li>Values that only a deployment determines, such as an output of a nested stack, can be
 *       given.
 * </ul>
 */
@NullMarked
package io.github.standpipe.template;

import org.jspecify.annotations.NullMarked;
