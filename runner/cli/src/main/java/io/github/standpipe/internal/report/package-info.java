/** Results of fixtures for programs and people: JUnit XML, annotations, HTML. */
@NullMarked
package io.github.standpipe.internal.report;

import org.jspecify.annotations.NullMarked;
