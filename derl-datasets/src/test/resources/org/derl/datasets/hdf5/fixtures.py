"""Writes the HDF5 files of the tests: python fixtures.py FOLDER/ (h5py 3.16, HDF5 2.0)."""
import sys

import h5py
import numpy as np

FOLDER = sys.argv[1]
TEXT = h5py.string_dtype()
OLDER = 'v110'


def new(name, **options):
    return h5py.File(FOLDER + name, 'w', **options)


def types():
    quarters = np.arange(2 * 5 * 3, dtype='<f4').reshape(2, 5, 3) / 4
    with new('types.h5') as file:
        file['f2'] = quarters.astype('<f2')
        file['f8-big'] = quarters.astype('>f8')
        file['i1'] = np.array([-1, 2], 'i1')
        file['u8'] = np.array([2 ** 64 - 1], '<u8')
        file['truths'] = np.array([True, False, True])
        file['scalar'] = 2.5
        file['empty'] = h5py.Empty('f4')
        file['none'] = np.zeros((0, 3))
        file['complex'] = np.array([1j])
        file['fixed'] = np.array([b'one', b'three'])
        file.create_dataset('any', data=['café', '', 'wow – this'], dtype=TEXT)
        file['group/within'] = np.arange(3)
        file['alias'] = h5py.SoftLink('/group/within')


def chunked(name, **options):
    counted = np.arange(7 * 5 * 3, dtype='<f8').reshape(7, 5, 3)
    texts = np.array([b'a', b'bc', b'def'], 'S4')
    with new(name, **options) as file:
        file.create_dataset('gzip', data=counted, chunks=(3, 2, 2), compression='gzip')
        file.create_dataset(
            'shuffled', data=counted, chunks=(3, 5, 3), compression='gzip', shuffle=True, fletcher32=True)
        file.create_dataset('plain', data=counted, chunks=(2, 5, 1))
        file.create_dataset('one', data=counted, chunks=counted.shape)
        file.create_dataset('growing', data=counted[:, 0, 0], chunks=(2,), maxshape=(None,))
        file.create_dataset('growing-2', data=counted[:, :, 0], chunks=(2, 2), maxshape=(None, None))
        file.create_dataset('texts', data=texts, chunks=(2,), compression='gzip')
        file.create_dataset('any', data=['x', 'yz', 'x'], dtype=TEXT, chunks=(2,))


def layouts():
    with new('compact.h5', libver=OLDER) as file:
        compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        compact.set_layout(h5py.h5d.COMPACT)
        space = h5py.h5s.create_simple((3,))
        data = h5py.h5d.create(file.id, b'd1', h5py.h5t.NATIVE_INT32, space, compact)
        data.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1, 2, 3], 'i4'))
    with new('user-block.h5', userblock_size=512) as file:
        file['d1'] = np.arange(4.)
    with new('many-groups.h5', libver=OLDER) as file:
        for i in range(40):
            file['g%d/x' % i] = np.array([i])


def refused():
    with new('lzf.h5') as file:
        file.create_dataset('d1', data=np.zeros((4, 4)), chunks=(2, 2), compression='lzf')
    with new('scale-offset.h5') as file:
        file.create_dataset('d1', data=np.zeros((4, 4)), chunks=(2, 2), scaleoffset=2)
    with new('unwritten.h5') as file:
        file.create_dataset('d1', shape=(3,), dtype='f4')
    with new('unwritten-chunk.h5') as file:
        file.create_dataset('d1', shape=(4,), chunks=(2,), dtype='f4')[:2] = 1
    with new('circle.h5') as file:
        group = file.create_group('a')
        group['b'] = group
    with new('other-file.h5') as file:
        file['d1'] = h5py.ExternalLink('elsewhere.h5', '/d1')
    with new('linked.h5') as file:
        file['d1'] = h5py.ExternalLink('elsewhere.h5', '/d1')
        file['d2'] = np.array([1., 2.])
    with new('bomb.h5') as file:
        file.create_dataset('d1', data=np.zeros(1 << 22), chunks=(1 << 22,), compression='gzip')
    with new('packed.h5', libver=OLDER) as file:
        file.create_dataset('d1', data=np.zeros((64, 1 << 14), 'u1'), chunks=(1, 1 << 14), compression='gzip')
    with new('packed-twice.h5', libver=OLDER) as file:
        twice = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        twice.set_chunk((1 << 20,))
        twice.set_deflate(9)
        twice.set_deflate(9)
        space = h5py.h5s.create_simple((1 << 26,))
        data = h5py.h5d.create(file.id, b'd1', h5py.h5t.NATIVE_UINT8, space, twice)
        data.write(h5py.h5s.ALL, h5py.h5s.ALL, np.zeros(1 << 26, 'u1'))
    with new('sparse.h5', libver=OLDER) as file:
        file.create_dataset('d1', shape=(1 << 40,), chunks=(1,), dtype='i1')
    with new('newest.h5', libver='latest') as file:
        file.create_dataset('d1', data=[1., 2.], chunks=(1,), compression='gzip')


def sequences():
    with new('words.csd') as file:
        for video, words in (('video-1', ['hi', 'sp', 'there']), ('video-2', ['no'])):
            group = file.create_group('words/data/' + video)
            group['features'] = np.array([[word.encode()] for word in words])
            group['intervals'] = np.array([[i, i + 1.] for i in range(len(words))])
    with new('labels.csd') as file:
        group = file.create_group('Opinion Segment Labels/data/video-1')
        group.create_dataset('features', data=np.array([[1.5], [-1]], 'f4'), maxshape=(None, 1))
        group.create_dataset('intervals', data=np.array([[0, 2], [2, 3]], 'f4'), maxshape=(None, 2))


types()
chunked('chunked-v3.h5')
chunked('chunked-v4.h5', libver=OLDER)
layouts()
refused()
sequences()
