"""Prints the expected numbers of Tests/GradusNNTests/MetricTests.swift, by NumPy and SciPy.

    python3 script/metric-values.py
"""

import numpy as np
from scipy import linalg, stats


def table(rows, columns, a, b, m):
    """Small numbers that look random but need no generator: the same formula is in the test."""
    i, j = np.mgrid[0:rows, 0:columns]
    return ((i * a + j * b + i * j) % m).astype(float) / m


def frechet(x, y):
    c1, c2 = np.cov(x, rowvar=False), np.cov(y, rowvar=False)
    d = x.mean(0) - y.mean(0)
    return d @ d + np.trace(c1 + c2 - 2 * linalg.sqrtm(c1 @ c2).real)


x, y = table(50, 6, 7, 13, 31), table(40, 6, 11, 5, 29) * 1.5 + 0.2
print("frechet 6", frechet(x, y))
x32, y32 = table(200, 32, 37, 101, 211), table(150, 32, 53, 17, 197)
print("frechet 32", frechet(x32, y32))
print("W1 equal", stats.wasserstein_distance(x[:, 0], x[:, 1]))
print("W1 unequal", stats.wasserstein_distance(x[:, 0], y[:, 0]))
a = np.array([[4, 1, -2, 2], [1, 2, 0, 1], [-2, 0, 3, -2], [2, 1, -2, -1.0]])
print("eigenvalues", np.linalg.eigvalsh(a))
p = table(30, 5, 7, 3, 17) + 0.05
p /= p.sum(1, keepdims=True)
print("inception", np.exp((p * np.log(p / p.mean(0))).sum(1).mean()))
t, q = table(20, 1, 7, 0, 13)[:, 0], table(20, 1, 5, 0, 11)[:, 0]
print("R2", 1 - ((t - q) ** 2).sum() / ((t - t.mean()) ** 2).sum())
counts = np.array([60, 40, 0, 0, 11])
s = counts / counts.sum()
print("rKL", sum(v * np.log(v * 5) for v in s if v > 0), 5 * np.exp(-sum(v * np.log(v * 5) for v in s if v > 0)))
