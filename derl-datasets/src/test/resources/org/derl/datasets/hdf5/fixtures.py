"""Writes the HDF5 files of the tests: python hdf5.py FOLDER (h5py 3.16, HDF5 2.0)."""
import h5py, numpy as np, sys
d=sys.argv[1]
a=np.arange(2*5*3,dtype='<f4').reshape(2,5,3)/4
def new(n,**k): return h5py.File(d+n,'w',**k)
with new('types.h5') as f:
    f['f2']=a.astype('<f2'); f['f8-big']=a.astype('>f8'); f['i1']=np.array([-1,2],'i1'); f['u8']=np.array([2**64-1],'<u8')
    f['truths']=np.array([True,False,True]); f['scalar']=2.5; f['empty']=h5py.Empty('f4'); f['none']=np.zeros((0,3)); f['complex']=np.array([1j])
    f['fixed']=np.array([b'one',b'three']); f.create_dataset('any',data=['café','','wow – this'],dtype=h5py.string_dtype()); f['group/within']=np.arange(3)
    f['alias']=h5py.SoftLink('/group/within')
for name,kw in (('chunked-v3.h5',{}),('chunked-v4.h5',dict(libver='v110'))):
    with new(name,**kw) as f:
        b=np.arange(7*5*3,dtype='<f8').reshape(7,5,3)
        f.create_dataset('gzip',data=b,chunks=(3,2,2),compression='gzip')
        f.create_dataset('shuffled',data=b,chunks=(3,5,3),compression='gzip',shuffle=True,fletcher32=True)
        f.create_dataset('plain',data=b,chunks=(2,5,1))
        f.create_dataset('one',data=b,chunks=b.shape)
        f.create_dataset('growing',data=b[:,0,0],chunks=(2,),maxshape=(None,))
        f.create_dataset('growing-2',data=b[:,:,0],chunks=(2,2),maxshape=(None,None))
        f.create_dataset('texts',data=np.array([b'a',b'bc',b'def'],'S4'),chunks=(2,),compression='gzip')
        f.create_dataset('any',data=['x','yz','x'],dtype=h5py.string_dtype(),chunks=(2,))
with new('lzf.h5') as f: f.create_dataset('d1',data=np.zeros((4,4)),chunks=(2,2),compression='lzf')
with new('compact.h5',libver='v110') as f:
    dcpl=h5py.h5p.create(h5py.h5p.DATASET_CREATE); dcpl.set_layout(h5py.h5d.COMPACT)
    sp=h5py.h5s.create_simple((3,)); ds=h5py.h5d.create(f.id,b'd1',h5py.h5t.NATIVE_INT32,sp,dcpl); ds.write(h5py.h5s.ALL,h5py.h5s.ALL,np.array([1,2,3],'i4'))
with new('unwritten.h5') as f: f.create_dataset('d1',shape=(3,),dtype='f4')
with new('unwritten-chunk.h5') as f: x=f.create_dataset('d1',shape=(4,),chunks=(2,),dtype='f4'); x[:2]=1
with new('user-block.h5',userblock_size=512) as f: f['d1']=np.arange(4.)
with new('circle.h5') as f: g=f.create_group('a'); g['b']=f['a']
with new('other-file.h5') as f: f['d1']=h5py.ExternalLink('elsewhere.h5','/d1')
with new('many-groups.h5',libver='v110') as f:
    for i in range(40): f['g%d/x'%i]=np.array([i])
with new('words.csd') as f:
    for v,w in (('video-1',['hi','sp','there']),('video-2',['no'])):
        f['words/data/%s/features'%v]=np.array([[x.encode()] for x in w]); f['words/data/%s/intervals'%v]=np.array([[i,i+1.] for i in range(len(w))])
with new('labels.csd') as f:
    f.create_dataset('Opinion Segment Labels/data/video-1/features',data=np.array([[1.5],[-1]],'f4'),maxshape=(None,1)); f.create_dataset('Opinion Segment Labels/data/video-1/intervals',data=np.array([[0,2],[2,3]],'f4'),maxshape=(None,2))
# a bomb: chunk of zeros, and a dataset that claims far more than there is
with new('bomb.h5') as f: f.create_dataset('d1',data=np.zeros((1<<22,)),chunks=(1<<22,),compression='gzip',compression_opts=9)
with new('sparse.h5',libver='v110') as f: f.create_dataset('d1',shape=(1<<40,),chunks=(1,),dtype='i1')
with new('newest.h5',libver='latest') as f: f.create_dataset('d1',data=[1.,2.],chunks=(1,),compression='gzip')
