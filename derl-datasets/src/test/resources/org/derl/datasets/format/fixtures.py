"""Writes numpy's files of the tests: python fixtures.py FOLDER (numpy 2.4)."""
import sys
import numpy as np
d = sys.argv[1]
a = np.arange(24, dtype='<f4').reshape(2, 3, 4) / 8
np.save(d + 'floats.npy', a)
np.save(d + 'fortran.npy', np.asfortranarray(a))
np.save(d + 'big-endian.npy', a.astype('>f8'))
for version, array in ((2, np.array([3, -1], dtype='<i8')), (3, np.array([True, False]))):
    with open(d + 'version-%d.npy' % version, 'wb') as f:
        np.lib.format.write_array(f, array, version=(version, 0))
np.save(d + 'texts.npy', np.array([['café', 'a'], ['', 'wow – this']]))
np.save(d + 'fortran-texts.npy', np.asfortranarray(np.array([['a', 'b', 'c'], ['d', 'e', 'f']])))
np.save(d + 'bytes.npy', np.array([b'one', b'three']))
np.save(d + 'scalar.npy', np.array(2.5, dtype='<f2'))
np.save(d + 'objects.npy', np.array([{'a': 1}], dtype=object), allow_pickle=True)
np.save(d + 'complex.npy', np.array([1j]))
np.save(d + 'records.npy', np.array([(1, 2.)], dtype=[('a', '<i4'), ('b', '<f8')]))
members = {'train/audio': a, 'train/id': np.array(['a$_$1', 'b$_$2'])}
np.savez(d + 'stored.npz', **members)
np.savez_compressed(d + 'deflated.npz', **members)
dictionary = {'train': {'audio': a, 'id': ['a', 'b']}, 'count': 2}
np.save(d + 'dictionary.npy', dictionary, allow_pickle=True)
np.save(d + 'object-texts.npy', np.array(['a', None, 'c'], dtype=object), allow_pickle=True)
corpora = {'train_corpus': {'one': {'emo': 'sad', 'val': -1.5}}, 'names': np.array(['x', 'yz'], dtype=object)}
np.savez(d + 'objects.npz', **corpora)
np.savez_compressed(d + 'deflated-objects.npz', **corpora)
