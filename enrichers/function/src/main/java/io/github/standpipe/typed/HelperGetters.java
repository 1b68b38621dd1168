package io.github.standpipe.typed;

import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Leaves out getters of the event's classes that are not fields, such as {@code getTotal} of a
 * record without a component {@code total}. An annotated getter is always written.
 */
final class HelperGetters extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** The attribute by which annotated getters are left out too: the event did not give them. */
  static final String LEFT_OUT = "helper getters";

  HelperGetters(BoundTypes types, ClassTable classes) {
    super("getters");
    setSerializerModifier(new Modifier(types, classes));
  }

  private static final class Modifier extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    private final transient BoundTypes types;
    private final transient ClassTable classes;

    Modifier(BoundTypes types, ClassTable classes) {
      this.types = types;
      this.classes = classes;
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> fields) {
      Set<String> bound =
          types.has(type.getBeanClass()) ? classes.of(type.getBeanClass()).bound() : Set.of();
      if (bound.isEmpty()) {
        return fields;
      }
      List<BeanPropertyWriter> changed = new ArrayList<>();
      for (BeanPropertyWriter field : fields) {
        if (bound.contains(field.getName())) {
          changed.add(field);
        } else if (field.getAnnotation(JsonProperty.class) != null
            || field.getAnnotation(JsonGetter.class) != null) {
          changed.add(new Computed(field));
        }
      }
      return changed;
    }
  }

  private static final class Computed extends BeanPropertyWriter {
    private static final long serialVersionUID = 1L;

    Computed(BeanPropertyWriter base) {
      super(base);
    }

    @Override
    public void serializeAsField(Object bean, JsonGenerator to, SerializerProvider provider)
        throws Exception {
      if (provider.getAttribute(LEFT_OUT) == null) {
        super.serializeAsField(bean, to, provider);
      }
    }
  }
}
