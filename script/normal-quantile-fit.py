"""Fits the polynomials of Sources/GradusNN/Random/NormalQuantile.swift.

Lawson's reweighted least squares at Chebyshev points, towards the smallest largest relative error.

    python3 script/normal-quantile-fit.py        # needs numpy and scipy
"""

import numpy as np
from numpy.polynomial import Polynomial, chebyshev
from scipy.special import ndtri


def fit(function, low, high, degree, weight):
    middle, half = (low + high) / 2, (high - low) / 2
    k = np.cos(np.pi * (np.arange(4000) + 0.5) / 4000)
    t = middle + half * k
    y, w, lawson = function(t), weight(t), np.ones(4000)
    for _ in range(200):
        c = chebyshev.chebfit(k, y, degree, w=w * np.sqrt(lawson))
        error = np.abs((chebyshev.chebval(k, c) - y) * w)
        lawson *= error / error.max() + 1e-3
        lawson /= lawson.mean()
    return chebyshev.cheb2poly(c), middle, half, error.max()


def g(w):
    """quantile / (1 - 2p) where w = -log(4p(1-p))"""
    w = np.maximum(w, 1e-9)
    x = np.sqrt(-np.expm1(-w))
    return -ndtri(np.exp(-w) / (2 * (1 + x))) / x


def log_part(f):
    return np.where(np.abs(f) < 1e-3, -0.5 + f / 3 - f * f / 4, (np.log1p(f) - f) / f**2)


def show(name, coefficients, centre, error):
    print(f"{name}: about {centre:.6g}, relative error {error:.1e}")
    for i, c in enumerate(coefficients):
        print(f"  {i}: {np.float32(c)!r}")


if __name__ == "__main__":
    c, middle, half, error = fit(g, 0, 5, 7, lambda w: 1 / g(w))
    show("centre, in w", c / half ** np.arange(8), middle, error)
    c, middle, half, error = fit(
        lambda r: g(r * r), 5**0.5, 23**0.5, 7, lambda r: 1 / g(r * r))
    show("tail, in the root of w", c / half ** np.arange(8), middle, error)
    c, middle, half, error = fit(
        log_part, 0.5**0.5 - 1, 2**0.5 - 1, 7, lambda f: np.abs(f * f / np.log1p(f)) + 1e-6)
    show("log(1+f) = f + f²q(f)", Polynomial(c)(Polynomial([-middle / half, 1 / half])).coef, 0, error)
