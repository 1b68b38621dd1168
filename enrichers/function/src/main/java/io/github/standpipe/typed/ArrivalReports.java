package io.github.standpipe.typed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.NullValueProvider;
import com.fasterxml.jackson.databind.deser.std.CollectionDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.ObjectArrayDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Makes Jackson report the items of arrays to the reader's attribute {@code ItemArrivals.class}.
 */
final class ArrivalReports extends BeanDeserializerModifier {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonDeserializer<?> modifyCollectionDeserializer(
      DeserializationConfig config,
      CollectionType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    return deserializer.getClass() == CollectionDeserializer.class
        ? new Items((CollectionDeserializer) deserializer)
        : deserializer;
  }

  @Override
  public JsonDeserializer<?> modifyArrayDeserializer(
      DeserializationConfig config,
      ArrayType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    return deserializer instanceof ObjectArrayDeserializer
        ? new ArrayItems(deserializer)
        : deserializer;
  }

  private static final class Items extends CollectionDeserializer {
    private static final long serialVersionUID = 1L;

    Items(CollectionDeserializer base) {
      super(base);
    }

    @Override
    protected CollectionDeserializer withResolved(
        JsonDeserializer<?> delegate,
        JsonDeserializer<?> item,
        TypeDeserializer itemType,
        NullValueProvider nulls,
        Boolean unwrapSingle) {
      return new Items(super.withResolved(delegate, item, itemType, nulls, unwrapSingle));
    }

    @Override
    protected Collection<Object> _deserializeFromArray(
        JsonParser parser, DeserializationContext context, Collection<Object> result)
        throws IOException {
      ItemArrivals arrivals = ItemArrivals.in(context);
      if (arrivals == null) {
        return super._deserializeFromArray(parser, context, result);
      }
      String name = parser.currentName();
      List<Object> arrived = new ArrayList<>();
      super._deserializeFromArray(parser, context, arrived);
      result.addAll(arrived);
      arrivals.add(name, result, arrived);
      return result;
    }
  }

  private static final class ArrayItems extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    ArrayItems(JsonDeserializer<?> delegate) {
      super(delegate);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
      return new ArrayItems(delegate);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String name = parser.currentName();
      Object items = super.deserialize(parser, context);
      ItemArrivals arrivals = ItemArrivals.in(context);
      if (arrivals != null && items instanceof Object[] array) {
        arrivals.add(name, array, Arrays.asList(array));
      }
      return items;
    }
  }
}
