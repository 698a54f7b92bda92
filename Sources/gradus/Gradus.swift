@main
enum Gradus {
  static func main() async {}
}
