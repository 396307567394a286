package org.derl.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a setting that says where something is stored, or whether and when it is written. Results depend on the stored
 * content, not on its location: if the content is moved, results stay the same. The author of a marked setting must
 * make sure that the content counts, as that of a data set and of {@link org.derl.part.Initializer#stored stored}
 * weights does.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Location {}
