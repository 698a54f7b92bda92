package import GradusLessons

/// Something that an example did while it was still running.
package enum RunEvent: Hashable, Sendable {
  /// Whole lines, as they were printed.
  case printed(String)
  case progressed(step: Int, steps: Int)
  case drew(RunFigure)
}
