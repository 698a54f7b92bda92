import Foundation
import GradusLessons
import GradusSite
import GradusWorkspace

extension Session {
  /// The exercises that this workspace has passed as the course now asks for them.
  func passedNames() -> [String] {
    guard workspace.exists, let progress = try? workspace.progress() else { return [] }
    return passedNames(progress)
  }

  private func passedNames(_ progress: LearnerProgress) -> [String] {
    tasks.filter { progress.status(of: $0) == .done }.map(\.name.description)
  }

  /// Tells the pages beside the course, where there are any, what has been passed.
  ///
  /// A page that does not hear of it is no reason to stop a learner.
  func tellPages(_ progress: LearnerProgress) {
    let site = Folder(courseFolder.absolute("_site"))
    guard site.stamp(progressFilePath) != nil, site.stamp("feed.xml") == nil else { return }
    let text = progressFile(passedNames(progress)).text
    if (try? site.read(progressFilePath)) != text {
      try? site.replace(progressFilePath, text)
    }
  }
}
