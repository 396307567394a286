package org.derl.datasets;

import org.derl.plugin.PluginModule;

/** Offers the data sets of this jar. */
public final class DataSetsPlugin extends PluginModule {

    @Override
    protected void configure() {
        dataSet("planted", PlantedDataSet.Config.class, PlantedDataSet::new);
        dataSet("mosi-words", MosiWordsDataSet.Config.class, MosiWordsDataSet::new);
        dataSet("mosei-text", MoseiTextDataSet.Config.class, MoseiTextDataSet::new);
    }
}
