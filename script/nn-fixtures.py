#!/usr/bin/env python3
"""Values and derivatives, first and second, from PyTorch, for Tests/GradusNNTests/Fixtures.

    python3 -m venv venv && venv/bin/pip install torch==2.13.0+cpu numpy
    venv/bin/python script/nn-fixtures.py > Tests/GradusNNTests/Fixtures/pytorch.txt

Every case is a function of some inputs. It is evaluated in Float64 and written with nine digits:
its value y; its gradients g of sum(y * weights); and the gradients of sum over all g * g, which
only come out right when derivatives can be differentiated again.
Images are [batch, height, width, channels] here and [batch, channels, height, width] in PyTorch.
"""
import torch, torch.nn.functional as F

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)

def numbers(t):
    return ' '.join('%.9g' % x for x in (t.detach() + torch.zeros(t.shape)).reshape(-1).tolist())

def line(word, t):
    print(word, 'x'.join(map(str, t.shape)) or '-', numbers(t))

def r(*shape):
    return (torch.rand(shape) * 2 - 1).float().double()

def p(*shape):
    return (torch.rand(shape) + 0.5).float().double()

def case(name, f, *inputs, second=True):
    xs = [x.clone().requires_grad_(True) for x in inputs]
    y = f(*xs)
    weights = r(*y.shape) if y.dim() else torch.ones(())
    print('case', name)
    for x in xs: line('input', x)
    line('weights', weights)
    line('value', y)
    g = torch.autograd.grad((y * weights).sum(), xs, create_graph=second, allow_unused=True)
    g = [torch.zeros_like(x) if a is None else a for a, x in zip(g, xs)]
    for a in g: line('gradient', a)
    if second:
        s = sum((a * a).sum() for a in g)
        h = torch.autograd.grad(s, xs, allow_unused=True) if s.requires_grad else [None] * len(xs)
        for a, x in zip(h, xs): line('second', torch.zeros_like(x) if a is None else a)

def nchw(x): return x.permute(0, 3, 1, 2)
def nhwc(x): return x.permute(0, 2, 3, 1)

# Arithmetic with broadcasting
for sign, f in dict(add=lambda a, b: a + b, subtract=lambda a, b: a - b,
                    multiply=lambda a, b: a * b, divide=lambda a, b: a / b,
                    maximum=torch.maximum, minimum=torch.minimum).items():
    case(sign, f, r(3, 4), p(3, 4))
    case(sign + '-row', f, r(3, 4), p(4))
    case(sign + '-column', f, r(3, 4), p(3, 1))
    case(sign + '-both', f, r(3, 1, 4), p(2, 1))
    case(sign + '-scalar', f, r(2, 17), p())
# Functions of one number
case('exp', torch.exp, r(2, 9) * 3)
case('log', torch.log, p(2, 9) * 3)
case('log1p', torch.log1p, r(2, 9) * 0.9)
case('tanh', torch.tanh, r(2, 9) * 2)
case('sigmoid', torch.sigmoid, r(2, 9) * 4)
case('softplus', F.softplus, r(2, 9) * 4)
case('relu', torch.relu, r(2, 9))
case('leakyReLU', lambda x: F.leaky_relu(x, 0.2), r(2, 9))
case('abs', torch.abs, r(2, 9))
case('sqrt', torch.sqrt, p(2, 9))
case('squared', torch.square, r(2, 9))
case('reciprocal', torch.reciprocal, p(2, 9))
case('sin', torch.sin, r(2, 9) * 6)
case('cos', torch.cos, r(2, 9) * 6)
case('pow3', lambda x: x ** 3, r(2, 9))
case('pow-2', lambda x: x ** -2, p(2, 9))
case('pow1.7', lambda x: x ** 1.7, p(2, 9))
case('clamped', lambda x: x.clamp(-0.4, 0.5), r(2, 9))
# Reductions
x = r(2, 3, 5)
case('sum', lambda x: x.sum(), x)
case('sum0', lambda x: x.sum(0), x)
case('sum1', lambda x: x.sum(1), x)
case('sum2keep', lambda x: x.sum(2, keepdim=True), x)
case('sum02', lambda x: x.sum((0, 2)), x)
case('mean', lambda x: x.mean(), x)
case('mean1', lambda x: x.mean(1), x)
case('variance1', lambda x: x.var(1, unbiased=False), x)
case('max', lambda x: x.max(), x)
case('max1', lambda x: x.max(1).values, x)
case('min2', lambda x: x.min(2).values, x)
case('logSumExp', lambda x: torch.logsumexp(x, 1), x * 3)
case('softmax', lambda x: torch.softmax(x, -1), x * 3)
case('softmax1', lambda x: torch.softmax(x, 1), x * 3)
case('logSoftmax', lambda x: torch.log_softmax(x, -1), x * 3)
case('norm', lambda x: x.norm(), x)
case('norm1', lambda x: x.norm(dim=1), x)
# Shapes
case('reshaped', lambda x: x.reshape(5, 6), x)
case('transposed', lambda x: x.transpose(1, 2), x)
case('permuted', lambda x: x.permute(2, 0, 1), x)
case('slice', lambda x: x[:, 1:3], x)
case('row', lambda x: x[1], x)
case('gather', lambda x: x[[1, 0, 1, 1]], x)
case('pick', lambda x: x[torch.arange(4), torch.tensor([2, 0, 1, 2])], r(4, 3))
case('concatenate', lambda a, b: torch.cat([a, b], 1), r(2, 3), r(2, 4))
case('stack', lambda a, b: torch.stack([a, b], 1), r(2, 3), r(2, 3))
case('broadcast', lambda a: a.expand(4, 2, 3), r(2, 1))
# Products
case('matmul', torch.matmul, r(5, 7), r(7, 3))
case('matmul-wide', torch.matmul, r(14, 6), r(6, 35))
case('matmul-batch', torch.matmul, r(2, 3, 4), r(2, 4, 5))
case('matmul-repeat', torch.matmul, r(2, 1, 3, 4), r(3, 4, 2))
case('matmul-flat', torch.matmul, r(2, 3, 4), r(4, 5))
case('matmul-vector', torch.matmul, r(4), r(4))
case('matmul-rowvector', torch.matmul, r(4), r(4, 3))
case('matmul-columnvector', torch.matmul, r(3, 4), r(4))
# Layers
case('linear', F.linear, r(5, 4), r(3, 4), r(3))
case('linear-tanh', lambda x, w, b: torch.tanh(F.linear(x, w, b)), r(5, 4), r(3, 4), r(3))
case('linear-relu', lambda x, w, b: torch.relu(F.linear(x, w, b)), r(5, 4), r(3, 4), r(3))
case('linear-leakyReLU', lambda x, w, b: F.leaky_relu(F.linear(x, w, b), 0.2),
     r(5, 4), r(3, 4), r(3))
case('linear-sigmoid', lambda x, w, b: torch.sigmoid(F.linear(x, w, b)), r(5, 4), r(3, 4), r(3))
case('conv', lambda x, w, b: nhwc(F.conv2d(nchw(x), nchw(w), b)), r(2, 5, 4, 3), r(2, 3, 2, 3), r(2))
case('conv-strided', lambda x, w, b: nhwc(F.conv2d(nchw(x), nchw(w), b, 2, 1)),
     r(2, 6, 6, 2), r(3, 4, 4, 2), r(3))
def transposed(x, w, b, **k):
    # our weight is [in, height, width, out], PyTorch's [in, out, height, width]
    return nhwc(F.conv_transpose2d(nchw(x), w.permute(0, 3, 1, 2), b, **k))
case('convTranspose', transposed, r(2, 2, 3, 2), r(2, 2, 2, 3), r(3))
case('convTranspose-strided', lambda x, w, b: transposed(x, w, b, stride=2, padding=1),
     r(2, 3, 3, 3), r(3, 4, 4, 2), r(2))
def bn(x, w, b): return F.batch_norm(x, None, None, w, b, True)
case('batchNorm', bn, r(6, 3), p(3), r(3))
case('batchNorm-images', lambda x, w, b: nhwc(bn(nchw(x), w, b)), r(2, 3, 2, 2), p(2), r(2))
mean, var = torch.tensor([0.1, -0.2, 0.3]), torch.tensor([0.5, 1.5, 2.0])
case('batchNorm-eval', lambda x, w, b: F.batch_norm(x, mean, var, w, b, False), r(4, 3), p(3), r(3))
case('layerNorm', lambda x, w, b: F.layer_norm(x, (5,), w, b), r(4, 5), p(5), r(5))
case('minibatchStd', lambda x: torch.cat(
    [x, torch.sqrt(x.var(0, unbiased=False) + 1e-8).mean().expand(x.shape[0], 1)], 1), r(5, 3))

def cell(kind, hidden, x, *rest):
    gates = dict(RNN=1, LSTM=4, GRU=3)[kind]
    states, weights = rest[:-4], rest[-4:]
    f = dict(RNN=torch.rnn_tanh_cell, LSTM=torch.lstm_cell, GRU=torch.gru_cell)[kind]
    if kind == 'LSTM': return torch.cat(f(x, states, *weights), 1)
    return f(x, states[0], *weights)
for kind, gates in dict(RNN=1, LSTM=4, GRU=3).items():
    states = [r(2, 4)] * 1 + ([r(2, 4)] if kind == 'LSTM' else [])
    weights = [r(gates * 4, 3), r(gates * 4, 4), r(gates * 4), r(gates * 4)]
    case(kind + 'Cell', lambda *a, kind=kind: cell(kind, 4, *a), r(2, 3), *states, *weights)
    def layer(x, *rest, kind=kind):
        states, weights = rest[:-4], rest[-4:]
        run = dict(RNN=torch.rnn_tanh, LSTM=torch.lstm, GRU=torch.gru)[kind]
        state = tuple(s[None] for s in states) if kind == 'LSTM' else states[0][None]
        return run(x, state, list(weights), True, 1, 0.0, True, False, True)[0]
    case(kind, layer, r(2, 3, 3), *states, *weights)
# Losses
case('mseLoss', F.mse_loss, r(4, 2), r(4, 2))
case('l1Loss', F.l1_loss, r(4, 2), r(4, 2))
case('bceLogits', lambda a, y: F.binary_cross_entropy_with_logits(a, y), r(6) * 5, p(6) - 0.5)
case('bce', lambda h, y: F.binary_cross_entropy(h, y.detach()), p(6) / 2, p(6) - 0.5)
case('crossEntropy', lambda a: F.cross_entropy(a, torch.tensor([2, 0, 3, 1, 1])), r(5, 4) * 3)
case('crossEntropy-soft', lambda a, y: -(torch.log_softmax(a, 1) * y).sum(1).mean(),
     r(5, 4) * 3, p(5, 4) / 4)
case('hingeLoss', lambda a: torch.relu(1 - a * torch.tensor([1., -1, 1, -1])).mean(), r(4) * 2)
case('kl', lambda m, v: (-0.5 * (1 + v - m ** 2 - v.exp()).sum(1)).mean(), r(4, 3), r(4, 3))
a, b = r(5, 1) * 3, r(5, 1) * 3
sp = F.softplus
case('gan-d', lambda a, b: sp(-a).mean() + sp(b).mean(), a, b)
case('gan-saturating', lambda b: -sp(b).mean(), b)
case('gan-nonSaturating', lambda b: sp(-b).mean(), b)
case('gan-leastSquares', lambda a, b: 0.5 * ((a - 1) ** 2).mean() + 0.5 * (b ** 2).mean(), a, b)
case('gan-wasserstein', lambda a, b: b.mean() - a.mean(), a, b)
case('gan-hinge', lambda a, b: torch.relu(1 - a).mean() + torch.relu(1 + b).mean(), a, b)
def penalty(x, w1, b1, w2):
    x = x.detach().requires_grad_(True)
    y = F.leaky_relu(F.linear(x, w1, b1), 0.2)
    g, = torch.autograd.grad((torch.tanh(y) @ w2).sum(), x, create_graph=True)
    return 10 * ((g.norm(dim=1) - 1) ** 2).mean()
case('gradientPenalty', penalty, r(5, 2), r(7, 2), r(7), r(7, 1))

# Optimisers: a parameter after five steps on fixed gradients
start, gradients = r(7), [r(7) for _ in range(5)]
for name, make in {
    'SGD': lambda w: torch.optim.SGD(w, lr=0.1),
    'SGD-momentum': lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9, weight_decay=0.01),
    'SGD-nesterov': lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9, nesterov=True),
    'RMSprop': lambda w: torch.optim.RMSprop(w, lr=0.01, alpha=0.9),
    'RMSprop-momentum': lambda w: torch.optim.RMSprop(w, lr=0.01, alpha=0.9, momentum=0.5),
    'Adam': lambda w: torch.optim.Adam(w, lr=0.1, betas=(0.5, 0.999)),
    'Adam-decay': lambda w: torch.optim.Adam(w, lr=0.1, weight_decay=0.1),
    'AdamW': lambda w: torch.optim.AdamW(w, lr=0.1, weight_decay=0.1)}.items():
    w = start.clone().requires_grad_(True)
    opt = make([w])
    print('case optimizer-' + name)
    line('input', w)
    for g in gradients:
        w.grad = g.clone()
        line('input', g)
        opt.step()
    line('weights', torch.zeros(()))
    line('value', w)

# What a held-out set of cases found: ends, ties, emptiness. At the end, so that the numbers above stay
case('max-tie', lambda x: x.max(), torch.tensor([1., 3, 3, 2]))
case('min-tie', lambda x: x.min(), torch.tensor([1., 3, 1, 1]))
case('bce-edge', lambda h: F.binary_cross_entropy(h, torch.tensor([0., 1, 0.5])),
     torch.tensor([0., 1, 0.25]), second=False)
case('flattened-back', lambda x: x.flatten(-2), r(2, 3, 4))
case('slice-open', lambda x: x[1:, :2] * x[:2, 1:], r(3, 3))
case('matmul-nothing', torch.matmul, r(2, 3, 0), r(0, 4))
case('linear-nothing', F.linear, r(2, 3, 0), r(2, 0), r(2))
case('conv-empty', lambda x, w, b: nhwc(F.conv2d(nchw(x), nchw(w), b, 1, 1)),
     r(0, 5, 5, 2), r(3, 3, 3, 2), r(3))
case('convTranspose-empty', lambda x, w, b: transposed(x, w, b, stride=2, padding=1),
     r(0, 2, 2, 3), r(3, 4, 4, 2), r(2))
case('convTranspose-padded', lambda x, w, b: transposed(x, w, b, stride=3, padding=1, output_padding=2),
     r(1, 3, 2, 2), r(2, 3, 4, 3), r(3))
case('minibatchStd-images', lambda x: torch.cat([x, torch.sqrt(
    x.var(0, unbiased=False) + 1e-8).mean().expand(*x.shape[:-1], 1)], -1), r(4, 2, 3, 2))
case('dropout-all', lambda x: x * 0, r(3, 2))
for kind, gates in dict(RNN=1, LSTM=4, GRU=3).items():
    zero = [torch.zeros(2, 4)] * (2 if kind == 'LSTM' else 1)
    case(kind + 'Cell-first', lambda x, *w, kind=kind: cell(kind, 4, x, *zero, *w)[:, :4],
         r(2, 3), r(gates * 4, 3), r(gates * 4, 4), r(gates * 4), r(gates * 4))
