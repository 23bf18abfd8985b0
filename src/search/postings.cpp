#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/index/forward.h"
#include "waymark/index/text_fields.h"

#include "text_match.h"

namespace waymark {
namespace {

constexpr std::size_t kWorthKeeping = 4;  // So many words' lists joined are kept for the next search.
constexpr std::size_t kDenseShare = 8;    // Lists longer than that part of a shard are added up in an array.

bool is_of_columns(std::size_t field) { return text_fields()[field].name.starts_with("column"); }

// Names of fields and whole names are terms of no text; they begin with a capital letter.
bool is_of_text(const std::string& term) { return term.empty() || term.front() < 'A' || term.front() > 'Z'; }

}  // namespace

// Whether a document has a word in something else than its columns, by the words of its fields.
bool Postings::outside_columns(std::size_t shard, std::uint32_t document, const std::string& term) const {
  if (!is_of_text(term)) return true;
  const std::uint16_t wanted = forward_hash(term);
  ForwardReader reader(view.shards()[shard]->forward[document]);
  while (reader.next_field()) {
    bool found = false;
    reader.for_each_term([&](std::uint16_t hash, std::uint32_t) { found = found || hash == wanted; });
    if (found && !is_of_columns(reader.field())) return true;
  }
  return false;
}

std::uint64_t Postings::frequency(const std::string& term) const {
  const auto [at, is_new] = frequencies_.try_emplace(term, 0);
  if (is_new)
    for (const Xapian::Database& database : shards.each) at->second += database.get_termfreq(term);
  return at->second;
}

const PostingRef& Postings::of(std::size_t shard, const std::string& term) const {
  std::vector<PostingRef>& lists = known_[term];
  lists.resize(view.shards().size());
  if (lists[shard] == nullptr) lists[shard] = look_up(shard, term);
  return lists[shard];
}

PostingRef Postings::look_up(std::size_t shard, const std::string& term) const {
  const Xapian::Database& database = shards.each[shard];
  const PostingRef decoded = view.postings().of(view.shards()[shard], database, term);
  if (decoded != nullptr && columns) return decoded;
  PostingList list;
  const auto take = [&](Posting posting) {
    if (columns || outside_columns(shard, posting.document, term)) list.push_back(posting);
  };
  if (decoded != nullptr)
    for (const Posting& posting : *decoded) take(posting);
  else
    for (auto at = database.postlist_begin(term), end = database.postlist_end(term); at != end; ++at)
      take({*at - 1, at.get_wdf()});
  return std::make_shared<const PostingList>(std::move(list));
}

const PostingRef& Postings::together(std::size_t shard, const std::vector<std::string>& terms) const {
  if (terms.size() == 1) return of(shard, terms.front());
  const std::string name = "\x1f" + join(terms, "\x1f");
  std::vector<PostingRef>& lists = known_[name];
  lists.resize(view.shards().size());
  if (lists[shard] != nullptr) return lists[shard];
  // What is typed letter by letter stands for the same words again and again.
  const bool kept = columns && terms.size() >= kWorthKeeping;
  PostingRef list = kept ? view.postings().made(view.shards()[shard], name) : nullptr;
  if (list == nullptr) {
    list = join_lists(shard, terms);
    if (kept) view.postings().keep_made(view.shards()[shard], name, list);
  }
  return known_[name][shard] = std::move(list);
}

PostingRef Postings::join_lists(std::size_t shard, const std::vector<std::string>& terms) const {
  std::size_t total = 0;
  for (const std::string& term : terms) total += of(shard, term)->size();
  PostingList joined;
  const std::uint32_t size = view.shards()[shard]->columns.size();
  if (total > size / kDenseShare) {
    std::vector<std::uint32_t> tenths(size, 0);
    Bitmap there(size);
    for (const std::string& term : terms)
      for (const Posting& posting : *of(shard, term)) {
        there.set(posting.document);
        tenths[posting.document] += posting.tenths;
      }
    joined.reserve(there.count());
    there.for_each([&](std::uint32_t document) { joined.push_back({document, tenths[document]}); });
    return std::make_shared<const PostingList>(std::move(joined));
  }
  joined.reserve(total);
  for (const std::string& term : terms) {
    const PostingRef& list = of(shard, term);
    joined.insert(joined.end(), list->begin(), list->end());
  }
  std::sort(joined.begin(), joined.end(),
            [](const Posting& a, const Posting& b) { return a.document < b.document; });
  std::size_t kept = 0;
  for (const Posting& posting : joined) {
    if (kept > 0 && joined[kept - 1].document == posting.document)
      joined[kept - 1].tenths += posting.tenths;
    else
      joined[kept++] = posting;
  }
  joined.resize(kept);
  return std::make_shared<const PostingList>(std::move(joined));
}

}  // namespace waymark
