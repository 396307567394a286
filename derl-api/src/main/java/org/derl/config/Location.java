package org.derl.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a setting that says where something lies, or when it is put there. Results follow from what lies there, not from
 * its place: where it is moved, they stay what they are. Whoever marks a setting sees to it that the contents count, as those of a data set and
 * of {@link org.derl.part.Initializer#stored stored} weights do.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Location {}
