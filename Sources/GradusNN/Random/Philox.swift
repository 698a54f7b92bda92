/// The counter-based function behind every random number: Philox4x32 with ten rounds.
///
/// A counter and a key go in, four well-mixed words come out; there is no other state. That is why
/// the numbers are the same on every machine, can be computed many at a time, and why streams with
/// different keys never need to know of one another.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, *Parallel Random Numbers: As Easy as
/// 1, 2, 3*, SC 2011. It passes TestU01's BigCrush; its published test vectors are in our tests.
@inline(__always)
package func philox(
  _ counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
) -> (UInt32, UInt32, UInt32, UInt32) {
  var (a, b, c, d) = counter
  var (k, l) = key
  for _ in 0..<10 {
    let p = UInt64(a) &* 0xD251_1F53
    let q = UInt64(c) &* 0xCD9E_8D57
    a = UInt32(truncatingIfNeeded: q &>> 32) ^ b ^ k
    b = UInt32(truncatingIfNeeded: q)
    c = UInt32(truncatingIfNeeded: p &>> 32) ^ d ^ l
    d = UInt32(truncatingIfNeeded: p)
    k &+= 0x9E37_79B9
    l &+= 0xBB67_AE85
  }
  return (a, b, c, d)
}

/// One step of SplitMix64: turns any seed, however plain, into 64 well-mixed bits.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, *Fast Splittable Pseudorandom Number Generators*,
/// OOPSLA 2014. It is a bijection, so different seeds stay different.
package func splitMix64(_ seed: UInt64) -> UInt64 {
  var z = seed &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z &>> 31)
}
