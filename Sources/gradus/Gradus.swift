import GradusCommand

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@main
enum Gradus {
  static func main() async {
    exit(await runGradus(Array(CommandLine.arguments.dropFirst())))
  }
}
