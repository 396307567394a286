package org.derl.datasets;

import org.derl.datasets.layout.LmfLayout;
import org.derl.datasets.layout.MmsaLayout;
import org.derl.datasets.layout.MultLayout;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.plugin.PluginModule;

/** Offers the data sets of this jar, and what reads others' files. */
public final class DataSetsPlugin extends PluginModule {

    @Override
    protected void configure() {
        dataSet("planted", PlantedDataSet.Config.class, PlantedDataSet::new);
        dataSet("mosi-words", MosiWordsDataSet.Config.class, MosiWordsDataSet::new);
        dataSet("mosei-text", MoseiTextDataSet.Config.class, MoseiTextDataSet::new);
        fileFormat("pickle", PickleFormat.Config.class, PickleFormat::new);
        featureLayout("mmsa", MmsaLayout.Config.class, MmsaLayout::new);
        featureLayout("mult", MultLayout.Config.class, MultLayout::new);
        featureLayout("lmf", LmfLayout.Config.class, LmfLayout::new);
    }
}
