/// Ends the program with a sentence for the learner; the runner adds the line it happened on.
///
/// `fatalError`, because it keeps its message in optimised builds and needs no Foundation.
@inline(never)
package func stop(_ message: String) -> Never {
  #if hasFeature(Embedded)
    print(message)
    fatalError()
  #else
    fatalError(message)
  #endif
}
