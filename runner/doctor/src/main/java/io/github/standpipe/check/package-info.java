/**
 * The doctor of {@code standpipe check}: finds in a template what otherwise shows weeks after the
 * deployment.
 *
 * <p>{@link io.github.standpipe.check.Doctor} examines a template; {@link
 * io.github.standpipe.check.Catalogue} lists the rules. What cannot be resolved in the template is
 * never a finding.
 */
@NullMarked
package io.github.standpipe.check;

import org.jspecify.annotations.NullMarked;
