#include "waymark/index/words.h"

#include <algorithm>
#include <limits>

namespace waymark {
namespace {

using Counts = std::unordered_map<std::string, std::int64_t>;

bool shorter(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

Status write_counts(const Counts& counts, const std::filesystem::path& path) {
  std::vector<std::pair<std::string_view, std::int64_t>> words;
  words.reserve(counts.size());
  for (const auto& [text, documents] : counts)
    if (documents > 0) words.emplace_back(text, documents);
  std::sort(words.begin(), words.end(),
            [](const auto& a, const auto& b) { return shorter(a.first, b.first); });
  std::vector<std::uint32_t> documents;
  std::vector<std::uint64_t> letters;
  for (const auto& [text, count] : words) {
    documents.push_back(
        static_cast<std::uint32_t>(std::min<std::int64_t>(count, std::numeric_limits<std::uint32_t>::max())));
    letters.push_back(letters_of(text));
  }
  auto out = SectionWriter::create(path);
  if (!out) return fail(out.error());
  write_texts(*out, "word", words.size(), [&](std::size_t i) { return words[i].first; });
  out->add("documents", documents);
  out->add("letters", letters);
  return out->finish();
}

}  // namespace

void WordsWriter::add(const std::vector<std::string>& words) {
  for (const std::string& word : words) ++documents_[word];
}

Status WordsWriter::write(const std::filesystem::path& path) const { return write_counts(documents_, path); }

Result<Words> Words::open(const std::filesystem::path& path) {
  auto file = SectionFile::open(path);
  if (!file) return fail(file.error());
  Words words;
  words.file_ = std::move(*file);
  words.texts_ = TextArray(words.file_, "word");
  words.documents_ = words.file_.array<std::uint32_t>("documents");
  words.letters_ = words.file_.array<std::uint64_t>("letters");
  if (words.documents_.size() != words.texts_.size() || words.letters_.size() != words.texts_.size())
    return fail(ErrorCode::Unreadable, "opening \"" + path.string() + "\": words of unequal length");
  return words;
}

std::pair<std::size_t, std::size_t> Words::of_length(std::size_t shortest, std::size_t longest) const {
  const auto first_of = [&](std::size_t length) {
    std::size_t low = 0, high = texts_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (texts_[middle].size() < length)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  };
  return {first_of(shortest), first_of(longest + 1)};
}

Status merge_words(std::span<const Words* const> sources, const WordChanges& changes,
                   const std::filesystem::path& path) {
  Counts counts;
  for (const Words* source : sources)
    for (std::size_t i = 0; i < source->size(); ++i)
      counts[std::string(source->text(i))] += source->documents(i);
  for (const auto& [text, more] : changes) counts[text] += more;
  return write_counts(counts, path);
}

}  // namespace waymark
