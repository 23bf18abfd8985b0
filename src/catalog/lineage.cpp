// lineage.cpp - edges between fragments become neighbours of assets, in both
// directions.
#include <algorithm>
#include <tuple>

#include "waymark/model/column_pairs.h"

#include "clean_text.h"
#include "lasting_place.h"
#include "references.h"

namespace waymark {
namespace {

struct Line {
  static constexpr std::uint32_t kNothing = Identity::kNobody;
  std::uint32_t from, to, kind, speaker;
  std::uint32_t said;  // What else was said of it: LineCollector::said().

  auto operator<=>(const Line&) const = default;
};

struct Said {
  std::string columns;  // Packed.
  std::optional<Time> at;
};

AssetType guess(const Edge& edge, bool to) {
  return to && edge.kind == "dashboard" ? AssetType::Dashboard : AssetType::Table;
}

SourceNote named_by(const Record& record, const Edge& edge, const Heard& heard) {
  const Speaker& speaker = heard.speakers[record.speaker];
  return {.source = speaker.name,
          .format = speaker.format,
          .place = lasting_place(heard.files[record.file], edge.place),
          .ref = {},
          .at = {}};
}

std::string shown(const Ref& ref) {
  return visible_text(!ref.id.empty() ? ref.id : !ref.name.empty() ? ref.name : "an end without a name");
}

// All (from, to, kind, speaker) that hold, each once.
class LineCollector {
 public:
  LineCollector(const Heard& heard, const Identity& identity, StubMaker& stubs, Draft& draft, NoteBook& notes)
      : heard_(heard), identity_(identity), stubs_(stubs), draft_(draft), notes_(notes) {}

  Result<std::vector<Line>> collect() {
    for (const Record& record : heard_.edges) {
      Result<Edge> edge = heard_.edge(record);
      if (!edge) return fail(edge.error());
      const std::uint32_t from = end(record, *edge, false);
      const std::uint32_t to = end(record, *edge, true);
      if (from == Identity::kNobody || to == Identity::kNobody)
        notes_.add("lineage_unresolved", shown(edge->from) + " to " + shown(edge->to));
      else if (from == to && Draft::found(from))
        notes_.add("lineage_loop", draft_.assets[from].name);
      else if (Draft::found(from) && Draft::found(to))  // Otherwise an end was deleted, and the edge with it.
        lines_.push_back({from, to, kind(edge->kind), record.speaker, said_of(*edge)});
    }
    std::sort(lines_.begin(), lines_.end());
    // Those that say nothing more stand last of their like.
    lines_.erase(std::unique(lines_.begin(), lines_.end(),
                             [](const Line& a, const Line& b) {
                               return b.said == Line::kNothing && a.from == b.from && a.to == b.to &&
                                      a.kind == b.kind && a.speaker == b.speaker;
                             }),
                 lines_.end());
    return std::move(lines_);
  }
  const std::vector<std::string>& kinds() const { return kinds_; }
  const std::vector<Said>& said() const { return said_; }

 private:
  std::uint32_t end(const Record& record, const Edge& edge, bool to) {
    const Ref& ref = to ? edge.to : edge.from;
    const std::uint32_t known = draft_.at(identity_.find(ref));
    return known != Identity::kNobody ? known
                                      : stubs_.make(ref, guess(edge, to), named_by(record, edge, heard_));
  }

  std::uint32_t said_of(Edge& edge) {
    for (ColumnPair& pair : edge.columns)
      pair = {visible_text(std::move(pair.from)), visible_text(std::move(pair.to))};
    Said said{pack_columns(std::move(edge.columns)), edge.at};
    if (said.columns.empty() && !said.at) return Line::kNothing;
    said.columns.shrink_to_fit();
    said_.push_back(std::move(said));
    return static_cast<std::uint32_t>(said_.size() - 1);
  }

  std::uint32_t kind(const std::string& name) {
    const auto found = std::find(kinds_.begin(), kinds_.end(), name);
    if (found != kinds_.end()) return static_cast<std::uint32_t>(found - kinds_.begin());
    kinds_.push_back(name);
    return static_cast<std::uint32_t>(kinds_.size() - 1);
  }

  const Heard& heard_;
  const Identity& identity_;
  StubMaker& stubs_;
  Draft& draft_;
  NoteBook& notes_;
  std::vector<std::string> kinds_;
  std::vector<Line> lines_;
  std::vector<Said> said_;
};

// Columns of two sources together.
std::string united(const std::string& one, const std::string& other) {
  if (one.empty() || other.empty() || one == other) return one.empty() ? other : one;
  std::vector<ColumnPair> pairs = unpack_columns(one), more = unpack_columns(other);
  pairs.insert(pairs.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  return pack_columns(std::move(pairs));
}

Neighbour& neighbour(std::vector<Neighbour>& neighbours, const std::string& key, const std::string& kind) {
  if (neighbours.empty() || neighbours.back().key != key || neighbours.back().kind != kind)
    neighbours.push_back({.key = key, .kind = kind});
  return neighbours.back();
}

void add_source(Neighbour& neighbour, const std::string& source, const Said* said) {
  neighbour.sources.push_back(source);
  if (said != nullptr && said->at) neighbour.at = std::max(neighbour.at.value_or(*said->at), *said->at);
}

void tidy(std::vector<Neighbour>& neighbours) {
  for (Neighbour& one : neighbours) {
    std::sort(one.sources.begin(), one.sources.end());
    one.sources.erase(std::unique(one.sources.begin(), one.sources.end()), one.sources.end());
    one.sources.shrink_to_fit();
  }
  std::sort(neighbours.begin(), neighbours.end(), [](const Neighbour& a, const Neighbour& b) {
    return std::tie(a.key, a.kind) < std::tie(b.key, b.kind);
  });
  neighbours.shrink_to_fit();
}

}  // namespace

Status link_lineage(const Heard& heard, const Identity& identity, StubMaker& stubs, Draft& draft,
                    NoteBook& notes) {
  LineCollector collector(heard, identity, stubs, draft, notes);
  Result<std::vector<Line>> collected = collector.collect();
  if (!collected) return fail(collected.error());
  std::vector<Line>& lines = *collected;
  const std::vector<std::string>& kinds = collector.kinds();
  const auto said = [&](const Line& line) {
    return line.said == Line::kNothing ? nullptr : &collector.said()[line.said];
  };
  for (const Line& line : lines)
    add_source(neighbour(draft.assets[line.from].downstream, draft.assets[line.to].key, kinds[line.kind]),
               heard.speakers[line.speaker].name, said(line));
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.to, a.from, a.kind, a.speaker, a.said) <
           std::tie(b.to, b.from, b.kind, b.speaker, b.said);
  });
  for (const Line& line : lines) {
    Neighbour& from =
        neighbour(draft.assets[line.to].upstream, draft.assets[line.from].key, kinds[line.kind]);
    add_source(from, heard.speakers[line.speaker].name, said(line));
    if (said(line) != nullptr) from.columns = united(from.columns, said(line)->columns);
  }
  for (Asset& asset : draft.assets) tidy(asset.upstream), tidy(asset.downstream);
  return {};
}

}  // namespace waymark
