package org.derl.models;

import java.util.List;
import org.derl.config.Blueprint;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;

/** What a model finds of what it needs: the modalities that it has settings for, and the size of their features. */
public final class Available {

    private Available() {}

    /**
     * The settings of those modalities that are there.
     *
     * @param what the settings are, in the plural
     * @throws IllegalArgumentException when there are none
     */
    public static <T> ByModality<T> of(ByModality<T> settings, String what, Schema schema) {
        List<Modality> present = schema.present(settings.modalities());
        settings.forEach((modality, setting) -> {
            if (setting instanceof Blueprint<?, ?> blueprint) {
                blueprint.leaveOut("the data set has no " + modality);
            }
        });
        schema.require(what + " are for " + settings.modalities(), !present.isEmpty());
        return settings.only(present);
    }

    /**
     * The size of a modality's features.
     *
     * @throws IllegalArgumentException when it holds token numbers
     */
    public static int featureSize(ByModality<FeatureShape> inputs, Modality modality) {
        FeatureShape shape = inputs.get(modality);
        if (shape.content() != FeatureShape.Content.FEATURES) {
            throw new IllegalArgumentException(modality + " is token numbers; a text encoder must stand before them");
        }
        return shape.size();
    }
}
