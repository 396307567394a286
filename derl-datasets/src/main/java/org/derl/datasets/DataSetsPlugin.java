package org.derl.datasets;

import org.derl.datasets.format.CsvFormat;
import org.derl.datasets.format.JsonFormat;
import org.derl.datasets.format.NpyFormat;
import org.derl.datasets.format.NpzFormat;
import org.derl.datasets.format.SafeTensorsFormat;
import org.derl.datasets.hdf5.Hdf5Format;
import org.derl.datasets.layout.BcLstmLayout;
import org.derl.datasets.layout.CsvLayout;
import org.derl.datasets.layout.LmfLayout;
import org.derl.datasets.layout.MfnLayout;
import org.derl.datasets.layout.MmsaLayout;
import org.derl.datasets.layout.MultLayout;
import org.derl.datasets.layout.SdkLayout;
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
        fileFormat("npy", NpyFormat.Config.class, NpyFormat::new);
        fileFormat("npz", NpzFormat.Config.class, NpzFormat::new);
        fileFormat("hdf5", Hdf5Format.Config.class, Hdf5Format::new);
        fileFormat("csv", CsvFormat.Config.class, CsvFormat::new);
        fileFormat("json", JsonFormat.Config.class, JsonFormat::new);
        fileFormat("safetensors", SafeTensorsFormat.Config.class, SafeTensorsFormat::new);
        featureLayout("mmsa", MmsaLayout.Config.class, MmsaLayout::new);
        featureLayout("mult", MultLayout.Config.class, MultLayout::new);
        featureLayout("lmf", LmfLayout.Config.class, LmfLayout::new);
        featureLayout("mfn", MfnLayout.Config.class, MfnLayout::new);
        featureLayout("sdk", SdkLayout.Config.class, SdkLayout::new);
        featureLayout("csv", CsvLayout.Config.class, CsvLayout::new);
        featureLayout("bc-lstm", BcLstmLayout.Config.class, BcLstmLayout::new);
    }
}
