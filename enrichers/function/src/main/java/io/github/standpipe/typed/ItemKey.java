package io.github.standpipe.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component by which an item of a list is known, such as a line's article or id. Several
 * marked components are one key.
 *
 * <pre>{@code
 * record Line(@ItemKey String sku, int quantity) {}
 * }</pre>
 *
 * An emitted item then keeps the fields that the class does not name from the received item of the
 * same list with an equal key, wherever it stands and whatever else changed. An item with another
 * key is new. Do not mark a position, because it names another item once one was dropped.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface ItemKey {}
