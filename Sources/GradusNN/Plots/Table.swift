extension Plot {
  /// Named columns of printed numbers.
  public struct Table: Sendable, Equatable {
    /// The heads of the columns.
    public var columns: [String]
    /// One text for every column, row by row.
    public var rows: [[String]]

    /// A table of these columns and rows.
    public init(columns: [String], rows: [[String]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// The numbers behind the plot, thinned out to a readable length.
  ///
  /// Lines over the same x values share their rows. Of a long line about forty rows stay, spread
  /// evenly, with the first and the last and those where a line is lowest or highest.
  public var table: Table {
    for mark in marks {
      switch mark {
      case .images(let grid): return imageTable(grid)
      case .heatMap(let map) where !marks.contains(where: { $0.series != nil }):
        return heatMapTable(map)
      case .bars(let bars) where bars.categories.isEmpty: return histogramTable()
      case .bars(let bars): return categoryTable(bars.categories)
      default: continue
      }
    }
    let curves = columnsOfNumbers
    guard let first = curves.first else { return rulesTable() }
    if curves.allSatisfy({ $0.xs == first.xs }) { return jointTable(curves, xs: first.xs) }
    return longTable(curves)
  }

  /// One curve or one edge of an area, under its name.
  private struct Column {
    var name: String
    var xs: [Float]
    var ys: [Float]
  }

  private var columnsOfNumbers: [Column] {
    var columns: [Column] = []
    func name(_ series: Series) -> String {
      if !series.label.isEmpty { return series.label }
      return y.label.isEmpty ? "y" : y.label
    }
    for mark in marks {
      switch mark {
      case .line(let points), .scatter(let points):
        let column = Column(name: name(points.series), xs: points.xs, ys: points.ys)
        // A line whose points are marked as well is one column.
        if !columns.contains(where: { $0.name == column.name && $0.xs == column.xs }) {
          columns.append(column)
        }
      case .ribbon(let ribbon):
        let name = name(ribbon.series)
        columns.append(Column(name: "\(name), lower", xs: ribbon.xs, ys: ribbon.lows))
        columns.append(Column(name: "\(name), upper", xs: ribbon.xs, ys: ribbon.highs))
      case .quiver(let arrows):
        columns.append(Column(name: name(arrows.series), xs: arrows.xs, ys: arrows.ys))
      default: continue
      }
    }
    return columns
  }

  private var xName: String { x.label.isEmpty ? "x" : x.label }

  private func jointTable(_ columns: [Column], xs: [Float]) -> Table {
    let kept = Self.keptRows(columns.map { $0.ys }, count: xs.count, limit: 40)
    return Table(
      columns: [xName] + columns.map { $0.name },
      rows: kept.map { i in
        [spoken(Double(xs[i]))] + columns.map { spoken(Double($0.ys[i])) }
      })
  }

  private func longTable(_ columns: [Column]) -> Table {
    var rows: [[String]] = []
    for column in columns {
      let limit = max(8, 60 / columns.count)
      for i in Self.keptRows([column.ys], count: column.xs.count, limit: limit) {
        rows.append([column.name, spoken(Double(column.xs[i])), spoken(Double(column.ys[i]))])
      }
    }
    return Table(columns: ["series", xName, y.label.isEmpty ? "y" : y.label], rows: rows)
  }

  /// Which rows stay: evenly spread ones, the ends, and the extremes of every column.
  private static func keptRows(_ columns: [[Float]], count: Int, limit: Int) -> [Int] {
    guard count > limit else { return Array(0..<count) }
    var kept = [Bool](repeating: false, count: count)
    for i in 0..<limit { kept[i * (count - 1) / (limit - 1)] = true }
    for column in columns {
      var (low, high) = (0, 0)
      for i in column.indices where column[i].isFinite {
        if !(column[low] <= column[i]) { low = i }
        if !(column[high] >= column[i]) { high = i }
      }
      kept[low] = true
      kept[high] = true
    }
    return kept.indices.filter { kept[$0] }
  }

  private func categoryTable(_ categories: [String]) -> Table {
    var table = Table(columns: [xName], rows: categories.map { [$0] })
    for case .bars(let bars) in marks where bars.categories == categories {
      let fallback = y.label.isEmpty ? "height" : y.label
      table.columns.append(bars.series.label.isEmpty ? fallback : bars.series.label)
      for (i, height) in bars.heights.enumerated() { table.rows[i].append(spoken(Double(height))) }
    }
    return table
  }

  private func histogramTable() -> Table {
    var rows: [[String]] = []
    for case .bars(let bars) in marks where bars.categories.isEmpty {
      for (i, height) in bars.heights.enumerated() where height != 0 {
        rows.append([
          bars.series.label, spoken(Double(bars.edges[i])), spoken(Double(bars.edges[i + 1])),
          spoken(Double(height)),
        ])
      }
    }
    let density = y.label.isEmpty ? "density" : y.label
    let table = Table(columns: ["series", "from", "to", density], rows: rows)
    // One unnamed histogram needs no column that says whose it is.
    guard rows.allSatisfy({ $0[0].isEmpty }) else { return table }
    return Table(
      columns: Array(table.columns.dropFirst()), rows: rows.map { Array($0.dropFirst()) })
  }

  private func heatMapTable(_ map: HeatMap) -> Table {
    func kept(_ count: Int) -> [Int] {
      count <= 9 ? Array(0..<count) : (0..<9).map { $0 * (count - 1) / 8 }
    }
    let columns = kept(map.columns)
    let corner = "\(y.label.isEmpty ? "y" : y.label) \\ \(xName)"
    return Table(
      columns: [corner] + columns.map { spoken(map.middle(column: $0)) },
      rows: kept(map.rows).reversed().map { row in
        [spoken(map.middle(row: row))]
          + columns.map { spoken(Double(map.values[row * map.columns + $0])) }
      })
  }

  private func imageTable(_ grid: ImageGrid) -> Table {
    Table(
      columns: ["picture", "darkest", "lightest", "mean"],
      rows: grid.images.enumerated().map { i, image in
        let mean = image.reduce(0) { $0 + Double($1) } / Double(image.count)
        let name = grid.captions.isEmpty ? "\(i + 1)" : "\(i + 1) (\(grid.captions[i]))"
        let (low, high) = (image.min() ?? 0, image.max() ?? 0)
        return [name, spoken(Double(high)), spoken(Double(low)), spoken(mean)]
      })
  }

  private func rulesTable() -> Table {
    var rows: [[String]] = []
    for mark in marks {
      switch mark {
      case .rule(let rule):
        rows.append([rule.label, spoken(Double(rule.value)), spoken(Double(rule.value))])
      case .stripe(let stripe):
        rows.append([
          stripe.label, spoken(Double(stripe.range.lowerBound)),
          spoken(Double(stripe.range.upperBound)),
        ])
      default: continue
      }
    }
    return Table(columns: ["name", "from", "to"], rows: rows)
  }
}
