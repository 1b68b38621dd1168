/**
 * Plans and states of Terraform and OpenTofu, as {@code terraform show -json} prints them: their
 * resources become those of a CloudFormation template, with the place of each value in the
 * configuration.
 *
 * <p>A value that is known only after apply becomes a reference to the resource that it comes from
 * if the configuration says so, and is unknown otherwise. A value that is marked as sensitive is
 * never kept.
 */
@NullMarked
package io.github.standpipe.internal.terraform;

import org.jspecify.annotations.NullMarked;
