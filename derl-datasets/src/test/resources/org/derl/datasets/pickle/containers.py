"""Writes the pickles of Python's containers: python containers.py FOLDER."""
import pickle
import sys
from collections import Counter, OrderedDict, defaultdict, deque
filled = defaultdict(list)
filled['a'] += [1, 2]
filled['b'] += [3]
held = {
    'default': filled,
    'nested': defaultdict(dict, {'x': {'y': 1.5}}),
    'count': Counter('aab'),
    'ordered': OrderedDict([('second', 2.0), ('first', 1.0)]),
    'range': range(3, 9, 2),
    'down': range(5, 0, -2),
    'slice': slice(1, 4, None),
    'set': {7},
    'frozen': frozenset({'s'}),
    'tuple': (1, 2),
    'queue': deque([1, 2], maxlen=5),
    'keys': {('v', 3): 1.0, None: 2.0},
}
for protocol in (0, 2, 4, 5):
    with open('%s/containers-p%d.pkl' % (sys.argv[1], protocol), 'wb') as f:
        pickle.dump(held, f, protocol)
with open('%s/two.pkl' % sys.argv[1], 'wb') as f:
    pickle.dump([1.0, 2.0], f)
    pickle.dump([3.0], f)
