package org.derl.datasets;

import org.derl.datasets.pickle.PickleFormat;
import org.derl.datasets.store.FeatureStore;
import org.derl.plugin.PluginModule;

/** Offers the data sets of this jar, and what reads and imports the field's own files. */
public final class DataSetsPlugin extends PluginModule {

    @Override
    protected void configure() {
        dataSet("planted", PlantedDataSet.Config.class, PlantedDataSet::new);
        dataSet("mosi-words", MosiWordsDataSet.Config.class, MosiWordsDataSet::new);
        dataSet("mosei-text", MoseiTextDataSet.Config.class, MoseiTextDataSet::new);
        dataSet("imported", ImportedDataSet.Config.class, ImportedDataSet::new);
        featureImport("feature-store", FeatureStore.Config.class, (config, directories) -> new FeatureStore(config));
        fileFormat("pickle", PickleFormat.Config.class, PickleFormat::new);
    }
}
