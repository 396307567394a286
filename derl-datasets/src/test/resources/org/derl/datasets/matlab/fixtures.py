"""Writes the files of MATLAB of the tests: python fixtures.py FOLDER (scipy 1.17, h5py 3)."""
import sys
import h5py
import numpy as np
from scipy.io import savemat
d = sys.argv[1]
a = np.arange(24, dtype='<f4').reshape(2, 3, 4) / 8
held = {
    'train': {'audio': a, 'label': np.array([[1.5], [-2.0]])},
    'ids': np.array(['one', 'two'], dtype=object),
    'ragged': np.array([np.ones((2, 3)), np.zeros((1, 3))], dtype=object),
    'name': 'mosi',
    'whole': np.array([[1, -2, 3]], dtype='int16'),
    'truth': np.array([[True, False]]),
    'large': np.array([[2**40]], dtype='int64'),
    'imaginary': np.array([[1j]]),
}
savemat(d + 'plain.mat', held)
savemat(d + 'deflated.mat', held, do_compression=True)
deep = np.ones((1, 1))
for _ in range(80):
    cell = np.empty((1, 1), dtype=object)
    cell[0, 0] = deep
    deep = cell
savemat(d + 'deep.mat', {'deep': deep})
# As MATLAB 7.3 writes: a user block with its name, and axes in the other order.
with h5py.File(d + 'v73.mat', 'w', userblock_size=512) as f:
    f['audio'] = a.T
    f.create_dataset('packed', data=a.T, chunks=(2, 3, 1), compression='gzip')
with open(d + 'v73.mat', 'r+b') as f:
    f.write(b'MATLAB 7.3 MAT-file, Platform: GLNXA64'.ljust(124) + b'\x00\x02IM')
