"""Writes the corpora of NumpyFuzzTest, SafeTensorsFuzzTest and Hdf5FuzzTest from the files of fixtures.py."""
import io
import json
import os
import random
import struct
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
METHOD = 'anyBytesAreReadOrRefused'
random.seed(7)


def reader(path):
    with open(os.path.join(HERE, path), 'rb') as file:
        return file.read()


class Corpus:
    def __init__(self, package, test):
        self.folder = os.path.join(HERE, package, test + 'Inputs', METHOD)
        os.makedirs(self.folder, exist_ok=True)

    def put(self, name, content):
        with open(os.path.join(self.folder, name), 'wb') as file:
            file.write(content)

    def changed(self, name, content, count):
        """The file itself, some with a few wrong bytes near its start, and one that was cut off."""
        self.put(name, content)
        for i in range(count):
            changed = bytearray(content)
            for _ in range(random.choice((1, 3, 8))):
                changed[random.randrange(min(len(changed), 2048))] = random.randrange(256)
            self.put('changed-%d-%s' % (i, name), bytes(changed))
        self.put('cut-' + name, content[:len(content) * 2 // 3])


def npy(header, data=b'', version=1, length=None):
    text = header.encode() + b'\n'
    size = len(text) if length is None else length
    return b'\x93NUMPY' + bytes([version, 0]) + struct.pack('<H' if version == 1 else '<I', size) + text + data


def array(shape, descr='|u1', data=b'', fortran=False):
    return npy("{'descr': '%s', 'fortran_order': %s, 'shape': %s, }" % (descr, fortran, shape), data)


def npz(members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w', method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return bytearray(file.getvalue())


def numpy_files():
    corpus = Corpus('format', 'NumpyFuzzTest')
    for name in sorted(os.listdir(os.path.join(HERE, 'format'))):
        if name in ('floats.npy', 'texts.npy', 'deflated.npz', 'stored.npz'):
            corpus.changed(name, reader('format/' + name), 2)
        elif name.endswith(('.npy', '.npz')):
            corpus.put(name, reader('format/' + name))
    corpus.put('hostile-empty', b'')
    corpus.put('hostile-long-header', npy('{}', version=2, length=0xffffffff))
    corpus.put('hostile-huge-shape', array('(999999999999999999, 999999999999999999)', '<f4'))
    corpus.put('hostile-negative-shape', array('(-1,)', '<f4', b'1234'))
    corpus.put('hostile-many-empty', array('(999999999999,)', '<U0'))
    corpus.put('hostile-long-text', array('(1,)', '<U99999999', b'1234'))
    corpus.put('hostile-no-character', array('(1,)', '<U1', b'\xff' * 4))
    corpus.put('hostile-code', npy("{'descr': __import__('os').system('true'), 'shape': (1,), }"))
    corpus.put('hostile-unclosed', npy("{'descr': '<f4"))
    corpus.put('hostile-zero-fortran', array('(0, 3)', '<f4', fortran=True))
    corpus.put('hostile-nested', npy("{'shape': ((((((("))
    zeros = array('(8388608,)', data=b'\0' * 8388608)
    corpus.put('hostile-bomb.npz', npz([('a.npy', zeros)]))
    lies = npz([('a.npy', zeros)])
    entry = lies.rfind(b'PK\1\2')
    lies[entry + 24:entry + 28] = struct.pack('<I', 200)
    corpus.put('hostile-bomb-that-lies.npz', lies)
    claims = npz([('a.npy', array('(4,)', data=b'abcd'))])
    entry = claims.rfind(b'PK\1\2')
    claims[entry + 24:entry + 28] = struct.pack('<I', 0x7fffffff)
    corpus.put('hostile-claims-2g.npz', claims)
    corpus.put('hostile-path.npz', npz([('a.npy', array('(1,)', data=b'a')), ('../../a.npy', b'x')]))
    elsewhere = npz([('a.npy', b'1234')], zipfile.ZIP_STORED)
    end = elsewhere.rfind(b'PK\5\6')
    elsewhere[end + 16:end + 20] = b'\xff' * 4
    corpus.put('hostile-directory-elsewhere.npz', elsewhere)


def tensors(header, data=b'', length=None):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack('<Q', len(text) if length is None else length) + text + data


def tensor(begin, end, shape=(4,), dtype='U8'):
    return {'dtype': dtype, 'shape': list(shape), 'data_offsets': [begin, end]}


def safetensors_files():
    corpus = Corpus('format', 'SafeTensorsFuzzTest')
    corpus.changed('three-tensors', tensors({
        '__metadata__': {'a': 'b'},
        'train.audio': tensor(0, 16, (2, 2), 'F32'),
        'b': tensor(16, 20, (2,), 'BF16'),
        'c': tensor(20, 22, (), 'F16')}, bytes(range(22))), 6)
    for dtype, size in (('F64', 8), ('I64', 8), ('I32', 4), ('I8', 1), ('U8', 1), ('BOOL', 1)):
        corpus.put('type-' + dtype, tensors({'x': tensor(0, size, (1,), dtype)}, b'\1' * size))
    corpus.put('empty-tensor', tensors({'a': tensor(0, 0, (0, 3))}))
    corpus.put('hostile-overlap', tensors({'a': tensor(0, 4), 'b': tensor(2, 6)}, b'abcdef'))
    corpus.put('hostile-gap', tensors({'a': tensor(0, 4), 'b': tensor(5, 9)}, b'abcdefghi'))
    corpus.put('hostile-outside', tensors({'a': tensor(0, 4)}, b'ab'))
    corpus.put('hostile-backwards', tensors({'a': tensor(4, 0)}, b'abcd'))
    corpus.put('hostile-huge-shape', tensors({'a': tensor(0, 4, (1 << 40, 1 << 40))}, b'abcd'))
    corpus.put('hostile-zero-and-huge', tensors({'a': tensor(0, 0, (0, 1 << 62, 1 << 62))}))
    corpus.put('hostile-header-length', tensors(b'{}', length=(1 << 63) - 1))
    corpus.put('hostile-negative-header-length', tensors(b'{}', length=(1 << 64) - 1))
    one = b'"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}'
    corpus.put('hostile-twice', tensors(b'{' + one + b',' + one + b'}', b'a'))
    corpus.put('hostile-big-number', tensors(b'{' + one.replace(b'[1]', b'[99999999999999999999]') + b'}', b'a'))
    corpus.put('hostile-deep', tensors(b'{"a":' + b'[' * 300))
    corpus.put('hostile-type', tensors({'a': tensor(0, 4, dtype='OBJECT')}, b'abcd'))
    corpus.put('hostile-no-json', tensors(b'import os'))


def hdf5_files():
    corpus = Corpus('hdf5', 'Hdf5FuzzTest')
    for name in ('types.h5', 'compact.h5', 'words.csd', 'labels.csd', 'chunked-v4.h5'):
        corpus.changed(name, reader('hdf5/' + name), 2)
    for name in ('circle.h5', 'other-file.h5', 'sparse.h5', 'user-block.h5', 'unwritten-chunk.h5'):
        corpus.put(name, reader('hdf5/' + name))
    corpus.put('y_test.h5', reader('data-formats/mfn_h5/y_test.h5'))


numpy_files()
safetensors_files()
hdf5_files()
