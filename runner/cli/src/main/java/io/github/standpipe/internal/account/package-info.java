/**
 * The pipes of a whole account and what they lead to, read through the APIs of AWS and given to the
 * doctor as a template of literal values.
 *
 * <p>{@link io.github.standpipe.internal.account.AccountReader} is the entry. Nothing is changed in
 * the account. What may not be read is unknown to the doctor, and listed.
 */
@NullMarked
package io.github.standpipe.internal.account;

import org.jspecify.annotations.NullMarked;
