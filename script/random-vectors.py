"""Prints the golden vectors of Tests/GradusNNTests/RandomTests.swift.

An independent, plain implementation of what Sources/GradusNN/Random documents:
Philox4x32-10 keyed by SplitMix64, 32-word batches, 24-bit uniforms, inverse-CDF normals
(the quantile itself from SciPy, in double precision).

    python3 script/random-vectors.py        # needs numpy and scipy
"""

from scipy.special import ndtri

M32, M64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF


def split_mix(seed):
    z = (seed + 0x9E3779B97F4A7C15) & M64
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
    return z ^ (z >> 31)


def philox(c, k):
    c, k = list(c), list(k)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & M32, (p0 >> 32) ^ c[3] ^ k[1], p0 & M32]
        k = [(k[0] + 0x9E3779B9) & M32, (k[1] + 0xBB67AE85) & M32]
    return c


def words(seed, count):
    mixed = split_mix(seed)
    key = (mixed & M32, mixed >> 32)
    out, counter = [], 0
    while len(out) < count:
        blocks = [philox(((counter + i) & M32, (counter + i) >> 32, 0, 0), key) for i in range(8)]
        out += [block[row] for row in range(4) for block in blocks]
        counter += 8
    return out[:count]


def normal(word):
    tail = word & 0x7FFFFFFF
    z = -ndtri((tail + 0.5) * 2.0**-32)
    return -z if word >> 31 else z


if __name__ == "__main__":
    assert philox((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0)) == [
        0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]
    for seed in (0, 1, 42, M64):
        w = words(seed, 66)
        print(f"seed {seed}: splitMix {split_mix(seed):#018x}")
        print("  words  ", ", ".join(f"{x:#010x}" for x in w[:6] + w[31:34] + w[64:66]))
        print("  uniform", ", ".join(repr((x >> 8) / 2**24) for x in w[:4]))
        print("  normal ", ", ".join(f"{normal(x):.8g}" for x in w[:6]))
