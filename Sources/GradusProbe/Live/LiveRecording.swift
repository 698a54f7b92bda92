#if !arch(wasm32)
  import GradusNN

  /// After so many steps a page's numbers are compared with those of the recorded run: a long training
  /// run doubles the last digits' differences again and again, a short one does not.
  package let comparedSteps = 20

  /// Runs the live figure once with its first values: the replay that a page shows until somebody asks
  /// for more, and the numbers that the page's own run has to agree with.
  func recordLive(id: String, caption: String) {
    guard let figure = liveFigure else { return }
    let run = figure.begin(0)
    var replay = Replay(figure.title)
    let every = max(1, figure.steps / 30)
    for step in 0...figure.steps {
      if step % every == 0 { replay.record(run.picture(), "step \(step)") }
      if step == comparedSteps {
        for (name, number) in run.numbers() { record("\(name)@\(comparedSteps)", number) }
      }
      if step < figure.steps { run.step() }
    }
    for (name, number) in run.numbers() { record(name, number) }
    show(replay, id: id, caption: caption)
  }
#endif
