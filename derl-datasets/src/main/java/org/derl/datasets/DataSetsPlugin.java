package org.derl.datasets;

import org.derl.data.DataSetLoader;
import org.derl.data.file.FeatureImport;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileFormat;
import org.derl.datasets.audio.AudioFeatures;
import org.derl.datasets.audio.WavFormat;
import org.derl.datasets.cmu.MoseiTextDataSet;
import org.derl.datasets.cmu.MosiUtteranceDataSet;
import org.derl.datasets.cmu.MosiWordsDataSet;
import org.derl.datasets.cmu.SimsTextDataSet;
import org.derl.datasets.csv.CsvFormat;
import org.derl.datasets.format.JsonFormat;
import org.derl.datasets.format.NpyFormat;
import org.derl.datasets.format.NpzFormat;
import org.derl.datasets.format.PythonFormat;
import org.derl.datasets.format.SafeTensorsFormat;
import org.derl.datasets.hdf5.Hdf5Format;
import org.derl.datasets.imported.ImportedDataSet;
import org.derl.datasets.layout.BcLstmLayout;
import org.derl.datasets.layout.LmfLayout;
import org.derl.datasets.layout.MfnLayout;
import org.derl.datasets.layout.MmsaLayout;
import org.derl.datasets.layout.MultLayout;
import org.derl.datasets.layout.SdkLayout;
import org.derl.datasets.layout.csv.CsvLayout;
import org.derl.datasets.layout.named.NamedLayout;
import org.derl.datasets.matlab.MatlabFormat;
import org.derl.datasets.openface.OpenFaceFormat;
import org.derl.datasets.packed.CompressedFormat;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.datasets.planted.PlantedDataSet;
import org.derl.datasets.store.writing.FeatureStore;
import org.derl.datasets.torch.TorchFormat;
import org.derl.plugin.PluginModule;

/** Offers the data sets of this jar, and what reads and imports the field's own files. */
public final class DataSetsPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(DataSetLoader.KIND, "planted", PlantedDataSet.Config.class, PlantedDataSet::new);
        offer(DataSetLoader.KIND, "mosi-words", MosiWordsDataSet.Config.class, MosiWordsDataSet::new);
        offer(DataSetLoader.KIND, "mosi-utterance", MosiUtteranceDataSet.Config.class, MosiUtteranceDataSet::new);
        offer(DataSetLoader.KIND, "mosei-text", MoseiTextDataSet.Config.class, MoseiTextDataSet::new);
        offer(DataSetLoader.KIND, "sims-text", SimsTextDataSet.Config.class, SimsTextDataSet::new);
        offer(DataSetLoader.KIND, "imported", ImportedDataSet.Config.class, ImportedDataSet::new);
        offer(
                FeatureImport.KIND,
                "feature-store",
                FeatureStore.Config.class,
                (config, directories) -> new FeatureStore(config));
        offer(FileFormat.KIND, "pickle", PickleFormat.Config.class, PickleFormat::new);
        offer(FileFormat.KIND, "torch", TorchFormat.Config.class, TorchFormat::new);
        offer(FileFormat.KIND, "npy", NpyFormat.Config.class, NpyFormat::new);
        offer(FileFormat.KIND, "npz", NpzFormat.Config.class, NpzFormat::new);
        offer(FileFormat.KIND, "hdf5", Hdf5Format.Config.class, Hdf5Format::new);
        offer(FileFormat.KIND, "matlab", MatlabFormat.Config.class, MatlabFormat::new);
        offer(FileFormat.KIND, "compressed", CompressedFormat.Config.class, CompressedFormat::new);
        offer(FileFormat.KIND, "csv", CsvFormat.Config.class, CsvFormat::new);
        offer(FileFormat.KIND, "python", PythonFormat.Config.class, PythonFormat::new);
        offer(FileFormat.KIND, "json", JsonFormat.Config.class, JsonFormat::new);
        offer(FileFormat.KIND, "safetensors", SafeTensorsFormat.Config.class, SafeTensorsFormat::new);
        offer(FileFormat.KIND, "wav", AudioFeatures.Settings.class, WavFormat::new);
        offer(FileFormat.KIND, "openface", OpenFaceFormat.Config.class, OpenFaceFormat::new);
        offer(FeatureLayout.KIND, "mmsa", MmsaLayout.Config.class, MmsaLayout::new);
        offer(FeatureLayout.KIND, "mult", MultLayout.Config.class, MultLayout::new);
        offer(FeatureLayout.KIND, "lmf", LmfLayout.Config.class, LmfLayout::new);
        offer(FeatureLayout.KIND, "mfn", MfnLayout.Config.class, MfnLayout::new);
        offer(FeatureLayout.KIND, "sdk", SdkLayout.Config.class, SdkLayout::new);
        offer(FeatureLayout.KIND, "csv", CsvLayout.Config.class, CsvLayout::new);
        offer(FeatureLayout.KIND, "named", NamedLayout.Config.class, NamedLayout::new);
        offer(FeatureLayout.KIND, "bc-lstm", BcLstmLayout.Config.class, BcLstmLayout::new);
    }
}
