  def gradients(self: __torch__.M, loss: Tensor, parameters: List[Tensor]) -> Tuple[List[Tensor], List[int]]:
    found = torch.grad([loss], parameters, None, None, False, True)
    present = annotate(List[Tensor], [])
    places = annotate(List[int], [])
    for i in range(torch.len(parameters)):
      g = found[i]
      if torch.__isnot__(g, None):
        _0 = torch.append(present, unchecked_cast(Tensor, g))
        _1 = torch.append(places, i)
      else:
        pass
    return (present, places)
  def norm(self: __torch__.M, gradients: List[Tensor]) -> Tensor:
    return torch.to(torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)), 2), 7)
  def clip_norm(self: __torch__.M, gradients: List[Tensor], limit: float) -> List[Tensor]:
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)), 2)
    factor = torch.clamp_max(torch.mul(torch.reciprocal(torch.add(norm, 9.9999999999999995e-07)), limit), 1.)
    return torch._foreach_mul(gradients, factor)
  def clip_value(self: __torch__.M, gradients: List[Tensor], limit: float) -> List[Tensor]:
    clipped = annotate(List[Tensor], [])
    for i in range(torch.len(gradients)):
      _0 = torch.append(clipped, torch.clamp(gradients[i], torch.neg(limit), limit))
    return clipped
  def sum_lists(self: __torch__.M, one: List[Tensor], other: List[Tensor]) -> List[Tensor]:
    return torch._foreach_add(one, other)
  def adam(self: __torch__.M, parameters: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, decay: float, epsilon: float) -> Tensor:
    torch._foreach_add_(steps, 1)
    ordered = annotate(List[Tensor], [])
    for i in range(torch.len(gradients)):
      _0 = torch.append(ordered, torch.contiguous(gradients[i]))
    torch._fused_adam_(parameters, ordered, means, squares, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
    return steps[0]
  def adamw(self: __torch__.M, parameters: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, decay: float, epsilon: float) -> Tensor:
    torch._foreach_add_(steps, 1)
    ordered = annotate(List[Tensor], [])
    for i in range(torch.len(gradients)):
      _0 = torch.append(ordered, torch.contiguous(gradients[i]))
    torch._fused_adamw_(parameters, ordered, means, squares, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
    return steps[0]
  def rmsprop(self: __torch__.M, parameters: List[Tensor], gradients: List[Tensor], squares: List[Tensor], rate: float, alpha: float, decay: float, epsilon: float) -> Tensor:
    for i in range(torch.len(parameters)):
      g = torch.add(gradients[i], parameters[i], alpha=decay)
      _0 = torch.mul_(squares[i], alpha)
      _1 = torch.addcmul_(squares[i], g, g, value=torch.sub(1., alpha))
      root = torch.add(torch.reciprocal(torch.rsqrt(squares[i])), epsilon)
      _2 = torch.addcdiv_(parameters[i], g, root, value=torch.neg(rate))
    return squares[0]
  def sgd(self: __torch__.M, parameters: List[Tensor], gradients: List[Tensor], directions: List[Tensor], rate: float, momentum: float, nesterov: bool, decay: float) -> Tensor:
    for i in range(torch.len(parameters)):
      g = torch.add(gradients[i], parameters[i], alpha=decay)
      _0 = torch.mul_(directions[i], momentum)
      _1 = torch.add_(directions[i], g)
      if nesterov:
        step = torch.add(g, directions[i], alpha=momentum)
      else:
        step = directions[i]
      _2 = torch.add_(parameters[i], step, alpha=torch.neg(rate))
    return directions[0]
  def windows(self: __torch__.M, x: Tensor, width: int, padding: int) -> Tensor:
    return torch.flatten(torch.unfold(torch.constant_pad_nd(x, [0, 0, padding, padding]), 1, width, 1), 2, 3)  # (batch, time + 2 padding - width + 1, in * width)
  def plane_convolution(self: __torch__.M, x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int) -> Tensor:
    kernel = [torch.size(weight, 2), torch.size(weight, 3)]
    columns = torch.im2col(x, kernel, [1, 1], [padding, padding], [stride, stride])  # (batch, in * kernel, height * width)
    rows = torch.expand(torch.flatten(weight, 1, 3), [torch.size(x, 0), -1, -1])  # (batch, out, in * kernel), else the engine copies columns
    products = torch.bmm(rows, columns)  # (batch, out, height * width)
    height = torch.add(torch.floordiv(torch.sub(torch.add(torch.size(x, 2), torch.mul(padding, 2)), kernel[0]), stride), 1)
    return torch.reshape(torch.add(products, torch.unsqueeze(bias, 1)), [torch.size(x, 0), torch.size(weight, 0), height, -1])  # (batch, out, height, width)
  def outer_convolution(self: __torch__.M, rows: Tensor, columns: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int) -> Tensor:
    high = torch.unfold(torch.constant_pad_nd(rows, [padding, padding]), 1, torch.size(weight, 1), stride)  # (batch, height, kernel height)
    wide = torch.unfold(torch.constant_pad_nd(columns, [padding, padding]), 1, torch.size(weight, 2), stride)  # (batch, width, kernel width)
    seen = torch.matmul(wide, torch.t(torch.flatten(weight, 0, 1)))  # (batch, width, out * kernel height)
    narrow = torch.permute(torch.reshape(seen, [torch.size(seen, 0), torch.size(seen, 1), torch.size(weight, 0), -1]), [0, 2, 3, 1])
    products = torch.matmul(torch.unsqueeze(high, 1), narrow)  # (batch, out, height, width)
    return torch.add(products, torch.reshape(bias, [-1, 1, 1]))
  def lstm(self: __torch__.M, x: Tensor, lengths: Tensor, order: Tensor, inverse: Tensor, start: Tensor, weights: List[Tensor], bidirectional: bool) -> List[Tensor]:
    _0, _1 = torch._pack_padded_sequence(torch.index_select(x, 0, order), lengths, True)
    _2, _3, _4 = torch.lstm(_0, _1, [start, start], weights, True, 1, 0., True, bidirectional)
    _5, _6 = torch._pad_packed_sequence(_2, _1, True, 0., torch.size(x, 1))  # (batch, time, directions * hidden)
    return [torch.index_select(_5, 0, inverse), torch.index_select(_3, 1, inverse), torch.index_select(_4, 1, inverse)]
  def full_lstm(self: __torch__.M, x: Tensor, start: Tensor, weights: List[Tensor], bidirectional: bool) -> List[Tensor]:
    steps = torch.contiguous(torch.transpose(x, 0, 1))  # (time, batch, in)
    _0, _1, _2 = torch.lstm(steps, [start, start], weights, True, 1, 0., True, bidirectional, False)
    return [torch.transpose(_0, 0, 1), _1, _2]
  def padded_lstm(self: __torch__.M, x: Tensor, padding: Tensor, last: Tensor, gates: Tensor, start: Tensor, weights: List[Tensor], bidirectional: bool) -> List[Tensor]:
    marked = annotate(List[Tensor], [])
    for i in range(torch.len(weights)):
      if torch.eq(torch.remainder(i, 4), 0):
        _0 = torch.append(marked, torch.cat([weights[i], gates], 1))  # (4 hidden, in + 1)
      else:
        _1 = torch.append(marked, weights[i])
    steps = torch.cat([torch.transpose(x, 0, 1), padding], 2)  # (time, batch, in + 1)
    _2, _3, _4 = torch.lstm(steps, [start, start], marked, True, 1, 0., True, bidirectional, False)
    hidden = torch.size(weights[1], 1)
    ends = torch.gather(torch.slice(_2, 2, 0, hidden, 1), 0, last)  # (1, batch, hidden)
    if bidirectional:
      states = torch.cat([ends, torch.slice(_3, 0, 1, 2, 1)], 0)
    else:
      states = ends
    outputs = torch.mul(_2, torch.rsub(padding, 1))  # (time, batch, directions * hidden)
    return [torch.transpose(outputs, 0, 1), states, _4]
  def gru(self: __torch__.M, x: Tensor, lengths: Tensor, order: Tensor, inverse: Tensor, start: Tensor, weights: List[Tensor], bidirectional: bool) -> List[Tensor]:
    _0, _1 = torch._pack_padded_sequence(torch.index_select(x, 0, order), lengths, True)
    _2, _3 = torch.gru(_0, _1, start, weights, True, 1, 0., True, bidirectional)
    _4, _5 = torch._pad_packed_sequence(_2, _1, True, 0., torch.size(x, 1))  # (batch, time, directions * hidden)
    last = torch.index_select(_3, 1, inverse)
    return [torch.index_select(_4, 0, inverse), last, last]
  def lstm_cell(self: __torch__.M, gates: Tensor, cells: Tensor) -> List[Tensor]:
    parts = torch.chunk(gates, 4, 1)  # (batch, hidden) each
    kept = torch.mul(torch.sigmoid(parts[1]), cells)
    new = torch.addcmul(kept, torch.sigmoid(parts[0]), torch.tanh(parts[2]))
    return [torch.mul(torch.sigmoid(parts[3]), torch.tanh(new)), new]
  def lstm_steps(self: __torch__.M, gates: Tensor, weight: Tensor) -> List[Tensor]:
    own = torch.t(weight)  # (hidden, 4 hidden)
    state = torch.new_zeros(gates, [torch.size(gates, 0), torch.size(weight, 1)])
    cells = state
    told = torch.unbind(gates, 1)
    outputs = annotate(List[Tensor], [])
    inner = annotate(List[Tensor], [])
    for step in range(torch.len(told)):
      after = (self).lstm_cell(torch.addmm(told[step], state, own), cells)
      state = after[0]
      cells = after[1]
      _0 = torch.append(outputs, state)
      _1 = torch.append(inner, cells)
    return [torch.stack(outputs, 1), torch.stack(inner, 1)]  # (batch, time, hidden)
  def lstm_generated(self: __torch__.M, gates: Tensor, weight: Tensor, further: Tensor, bias: Tensor, steps: int) -> Tensor:
    zeros = torch.new_zeros(gates, [torch.size(gates, 0), torch.size(weight, 1)])
    after = (self).lstm_cell(torch.addmm(gates, zeros, torch.t(weight)), zeros)
    own = torch.t(further)  # (hidden, 4 hidden)
    outputs = [after[0]]
    for step in range(torch.sub(steps, 1)):
      after = (self).lstm_cell(torch.addmm(bias, after[0], own), after[1])
      _0 = torch.append(outputs, after[0])
    return torch.stack(outputs, 1)  # (batch, steps, hidden)
  def gated_memory(self: __torch__.M, seen: Tensor, proposals: Tensor, weight: Tensor, retain: List[Tensor], retain_masks: List[Tensor], update: List[Tensor], update_masks: List[Tensor]) -> List[Tensor]:
    own = torch.t(weight)  # (memory, inner of both gates)
    memory = torch.new_zeros(proposals, [torch.size(proposals, 0), torch.size(proposals, 2)])
    split = torch.size(retain[0], 1)
    old_weight = torch.t(retain[0])  # (inner, memory)
    new_weight = torch.t(update[0])
    told = torch.unbind(seen, 1)
    proposed = torch.unbind(proposals, 1)
    retained = annotate(List[Tensor], [])
    updated = annotate(List[Tensor], [])
    memories = annotate(List[Tensor], [])
    for step in range(torch.len(told)):
      inner = torch.relu(torch.addmm(told[step], memory, own))  # (batch, inner of both gates)
      old_inner = torch.slice(inner, 1, 0, split, 1)
      if torch.ne(torch.len(retain_masks), 0):
        old_read = torch.mul(old_inner, retain_masks[step])
      else:
        old_read = old_inner
      new_inner = torch.slice(inner, 1, split, None, 1)
      if torch.ne(torch.len(update_masks), 0):
        new_read = torch.mul(new_inner, update_masks[step])
      else:
        new_read = new_inner
      old = torch.sigmoid(torch.addmm(retain[1], old_read, old_weight))  # (batch, memory)
      fresh = torch.sigmoid(torch.addmm(update[1], new_read, new_weight))
      memory = torch.addcmul(torch.mul(old, memory), fresh, proposed[step])
      _0 = torch.append(retained, old)
      _1 = torch.append(updated, fresh)
      _2 = torch.append(memories, memory)
    return [torch.stack(retained, 1), torch.stack(updated, 1), torch.stack(memories, 1)]  # (batch, time, memory)
  def attending_steps(self: __torch__.M, gates: Tensor, weight: Tensor, query: Tensor, keys: List[Tensor], values: Tensor, paddings: List[Tensor]) -> List[Tensor]:
    own = torch.t(weight)  # (hidden, directions * 4 hidden)
    queries = torch.t(keys[1])  # (hidden, hidden)
    score = torch.t(keys[2])  # (hidden, 1)
    asked = query  # (batch, hidden)
    read = annotate(List[Tensor], [])
    attention = annotate(List[Tensor], [])
    told = torch.unbind(gates, 1)
    for step in range(torch.len(told)):
      matches = torch.tanh(torch.add(keys[0], torch.unsqueeze(torch.mm(asked, queries), 1)))  # (batch, time, hidden)
      scores = torch.squeeze(torch.matmul(matches, score), 2)
      if torch.eq(torch.len(paddings), 0):
        weights = torch.softmax(scores, -1)
      else:
        weights = (self).masked_softmax(scores, paddings[0])
      context = torch.squeeze(torch.bmm(torch.unsqueeze(weights, 1), values), 1)  # (batch, hidden)
      parts = torch.chunk(torch.addmm(told[step], context, own), 4, 1)  # (batch, directions * hidden)
      new = torch.mul(torch.sigmoid(parts[0]), torch.tanh(parts[2]))  # nothing is kept of a zero state
      both = torch.chunk(torch.mul(torch.sigmoid(parts[3]), torch.tanh(new)), 2, 1)
      asked = torch.add(both[0], both[1])
      _0 = torch.append(read, torch.cat([asked, context], 1))
      _1 = torch.append(attention, weights)
    return [torch.stack(read, 1), torch.stack(attention, 0)]  # (batch, steps, 2 hidden), (steps, batch, time)
  def masked_softmax(self: __torch__.M, scores: Tensor, padding: Tensor) -> Tensor:
    return torch.softmax(torch.masked_fill(scores, padding, -inf), -1)
  def rounded(self: __torch__.M, x: Tensor) -> Tensor:
    if ops.prim.is_cuda(x):
      rounded = torch.to(x, 15)
    else:
      rounded = torch.to(torch.to(x, 15), 6)  # the engine's own products of bfloat16 are wrong on some processors
    return rounded
  def rounded_linear(self: __torch__.M, x: Tensor, weight: Tensor, biases: List[Tensor]) -> Tensor:
    if torch.eq(torch.len(biases), 0):
      product = torch.linear((self).rounded(x), (self).rounded(weight), None)
    else:
      product = torch.linear((self).rounded(x), (self).rounded(weight), (self).rounded(biases[0]))
    return torch.to(torch.to(product, 15), 6)
  def wide_linear(self: __torch__.M, x: Tensor, weight: Tensor, biases: List[Tensor], more_in: int, more_out: int) -> Tensor:
    out = torch.size(weight, 0)
    rows = torch.reshape(x, [-1, torch.size(x, -1)])  # (rows, in)
    if torch.ne(more_in, 0):
      rows = torch.constant_pad_nd(rows, [0, more_in])
    if torch.ne(torch.add(more_in, more_out), 0):
      weight = torch.constant_pad_nd(weight, [0, more_in, 0, more_out])
    if torch.eq(torch.len(biases), 0):
      product = torch.mkldnn_linear(torch.to_mkldnn(rows), weight, None)
    else:
      bias = biases[0]
      if torch.ne(more_out, 0):
        bias = torch.constant_pad_nd(bias, [0, more_out])
      product = torch.mkldnn_linear(torch.to_mkldnn(rows), weight, bias)
    dense = torch.to_dense(product)
    if torch.ne(more_out, 0):
      dense = torch.slice(dense, 1, 0, out, 1)
    shape = torch.slice(torch.size(x), None, -1, 1)
    return torch.reshape(dense, torch.add(shape, [out]))  # (..., out)
  def product(self: __torch__.M, one: Tensor, other: Tensor, rounded: bool) -> Tensor:
    if rounded:
      product = torch.to(torch.to(torch.matmul((self).rounded(one), (self).rounded(other)), 15), 6)
    else:
      product = torch.matmul(one, other)
    return product
  def attention_weights(self: __torch__.M, queries: Tensor, keys: Tensor, heads: int, scale: float, masks: List[Tensor], paddings: List[Tensor], rounded: bool) -> Tensor:
    batch = torch.size(queries, 0)
    width = torch.floordiv(torch.size(queries, 2), heads)
    q = torch.permute(torch.reshape(torch.mul(queries, scale), [batch, -1, heads, width]), [0, 2, 3, 1])  # (batch, heads, width, target time)
    k = torch.transpose(torch.reshape(keys, [batch, -1, heads, width]), 1, 2)  # (batch, heads, source time, width)
    scores = (self).product(k, q, rounded)  # (batch, heads, source time, target time)
    for i in range(torch.len(masks)):
      _0 = torch.add_(scores, torch.transpose(masks[i], -2, -1))
    for i in range(torch.len(paddings)):
      _1 = torch.masked_fill_(scores, torch.transpose(paddings[i], -2, -1), -inf)
    return torch.softmax(scores, -2)
  def attention(self: __torch__.M, weights: Tensor, values: Tensor, rounded: bool) -> Tensor:
    batch = torch.size(values, 0)
    heads = torch.size(weights, 1)
    size = torch.size(values, 2)
    v = torch.permute(torch.reshape(values, [batch, -1, heads, torch.floordiv(size, heads)]), [0, 2, 3, 1])  # (batch, heads, width, source time)
    return torch.reshape(torch.permute((self).product(v, weights, rounded), [0, 3, 1, 2]), [batch, -1, size])  # (batch, target time, size)
  def pack(self: __torch__.M, x: Tensor, places: Tensor) -> Tensor:
    return torch.index_select(torch.flatten(x, 0, 1), 0, places)  # (places, size)
  def unpack(self: __torch__.M, rows: Tensor, places: Tensor, batch: int, time: int) -> Tensor:
    size = torch.size(rows, 1)
    padded = torch.index_copy(torch.new_zeros(rows, [torch.mul(batch, time), size]), 0, places, rows)  # (batch * time, size)
    return torch.reshape(padded, [batch, time, size])  # (batch, time, size)
  def masked_fill(self: __torch__.M, x: Tensor, where: Tensor, value: float) -> Tensor:
    return torch.masked_fill(x, where, value)
  def embedding(self: __torch__.M, indices: Tensor, table: Tensor, padding: int) -> Tensor:
    return torch.embedding(table, indices, padding, False, False)
  def einsum(self: __torch__.M, equation: str, operands: List[Tensor]) -> Tensor:
    return torch.einsum(equation, operands)
  def solve_cholesky(self: __torch__.M, symmetric: Tensor, right: Tensor) -> Tensor:
    return torch.linalg_solve_triangular(torch.linalg_cholesky(symmetric), right, upper=False)
  def singular_values(self: __torch__.M, x: Tensor) -> Tensor:
    return torch.linalg_svdvals(x)
  def log_determinant(self: __torch__.M, x: Tensor) -> Tensor:
    return torch.logdet(x)
  def square_root(self: __torch__.M, x: Tensor) -> Tensor:
    return torch.reciprocal(torch.rsqrt(x))
  def to_float(self: __torch__.M, x: Tensor) -> Tensor:
    return torch.to(x, 6)
  def to_double(self: __torch__.M, x: Tensor) -> Tensor:
    return torch.to(x, 7)
  def unbind(self: __torch__.M, x: Tensor, axis: int) -> List[Tensor]:
    return torch.unbind(x, axis)
  def contiguous(self: __torch__.M, x: Tensor) -> Tensor:
    return torch.contiguous(x)
