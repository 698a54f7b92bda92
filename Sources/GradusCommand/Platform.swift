import Foundation

/// Which package manager a learner has, as far as advice goes.
package enum Platform: Hashable, Sendable, CaseIterable {
  case debian, fedora, arch, macOS, other

  static func current() -> Platform {
    #if os(macOS)
      .macOS
    #else
      platform(osRelease: (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? "")
    #endif
  }

  package var cmarkFix: String {
    switch self {
    case .debian: "sudo apt-get install libcmark-dev pkg-config"
    case .fedora: "sudo dnf install cmark-devel pkgconf-pkg-config"
    case .arch: "sudo pacman -S cmark pkgconf"
    case .macOS: "brew install cmark pkgconf"
    case .other: "install cmark 0.30 or newer from https://github.com/commonmark/cmark"
    }
  }

  /// What the Swift compiler borrows from the system's C++ compiler: its linker, headers and start files.
  package var linkFix: String {
    switch self {
    case .debian: "sudo apt-get install g++"
    case .fedora: "sudo dnf install gcc-c++"
    case .arch: "sudo pacman -S gcc"
    case .macOS: "xcode-select --install"
    case .other: "install a C++ compiler with its headers"
    }
  }

  package var swiftFix: String {
    switch self {
    case .macOS: "xcode-select --install   (Xcode 26 or newer)"
    case .arch: "install Swift 6.2 or newer: https://www.swift.org/install (or the AUR's swift-bin)"
    case .fedora: "sudo dnf install swift-lang   (6.2 or newer; else https://www.swift.org/install)"
    case .debian, .other: "install Swift 6.2 or newer: https://www.swift.org/install"
    }
  }
}

/// Reads `ID` and `ID_LIKE` of `/etc/os-release`, so that Ubuntu and Mint count as Debian.
package func platform(osRelease: String) -> Platform {
  var words: [Substring] = []
  for line in osRelease.split(separator: "\n") {
    guard line.hasPrefix("ID=") || line.hasPrefix("ID_LIKE=") else { continue }
    let value = line.drop { $0 != "=" }.dropFirst()
    words += value.split { $0 == "\"" || $0 == " " }
  }
  for word in words {
    switch word {
    case "debian", "ubuntu": return .debian
    case "fedora", "rhel", "centos": return .fedora
    case "arch": return .arch
    default: continue
    }
  }
  return .other
}
