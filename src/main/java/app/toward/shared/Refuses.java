package app.toward.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents a problem of its own that an endpoint can answer with; those that all share are added without. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Repeatable(Refuses.All.class)
public @interface Refuses {
    int status();

    /** The problem's {@code code}. */
    String code();

    /** When it happens, as a sentence. */
    String when();

    /** Holds several. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.CLASS)
    @interface All {
        Refuses[] value();
    }
}
