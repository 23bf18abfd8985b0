// What is written in one go must be what Xapian's own writer makes of the same documents.
#include "src/index/glass_part.h"

#include <filesystem>
#include <random>
#include <sstream>

#include <gtest/gtest.h>
#include <xapian.h>

#include "index_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
namespace fs = std::filesystem;

void print_postings(const Xapian::Database& database, std::ostream& out) {
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << *term << ' ' << term.get_termfreq() << ' ' << database.get_collection_freq(*term) << ':';
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at) {
      out << ' ' << *at << '/' << at.get_wdf() << '/' << at.get_doclength();
      for (auto position = at.positionlist_begin(); position != at.positionlist_end(); ++position)
        out << ',' << *position;
    }
    out << '\n';
  }
}

void print_documents(const Xapian::Database& database, std::ostream& out) {
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::Document document = database.get_document(*at);
    out << '#' << *at << ' ' << database.get_doclength(*at);
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
      out << ' ' << *term << '/' << term.get_wdf();
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      out << ' ' << value.get_valueno() << '=' << *value;
    out << '\n';
  }
}

void print_values(const Xapian::Database& database, std::ostream& out) {
  for (Xapian::valueno slot = 0; slot < 100; ++slot) {
    out << slot << ' ' << database.get_value_freq(slot) << ' ' << database.get_value_lower_bound(slot) << ' '
        << database.get_value_upper_bound(slot) << ':';
    for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at)
      out << ' ' << at.get_docid() << '=' << *at;
    out << '\n';
  }
}

std::string everything_in(const fs::path& path) {
  const Xapian::Database database(path.string());
  std::ostringstream out;
  out << database.get_doccount() << ' ' << database.get_lastdocid() << ' ' << database.get_total_length()
      << ' ' << database.get_doclength_lower_bound() << ' ' << database.get_doclength_upper_bound() << '\n';
  print_postings(database, out);
  print_documents(database, out);
  print_values(database, out);
  return out.str();
}

void add(const Xapian::Document& document, GlassPart& part) {
  std::vector<std::string> texts;
  std::vector<std::vector<std::uint32_t>> positions;
  std::vector<std::uint32_t> counts;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    texts.push_back(*term);
    counts.push_back(term.get_wdf());
    positions.emplace_back();
    if (term.positionlist_count() == 0) continue;
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at)
      positions.back().push_back(*at);
  }
  std::vector<PartTerm> terms;
  for (std::size_t i = 0; i < texts.size(); ++i) terms.push_back({texts[i], counts[i], positions[i]});
  std::vector<PartValue> values;
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    values.emplace_back(value.get_valueno(), *value);
  part.add(terms, values);
}

// Both ways, and both once more after the compactor.
void expect_like_xapian(const std::vector<Xapian::Document>& documents) {
  const TemporaryFolder folder;
  const fs::path ours = folder.path() / "ours", theirs = folder.path() / "theirs";
  GlassPart part;
  Xapian::WritableDatabase database(theirs.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  for (const Xapian::Document& document : documents) {
    add(document, part);
    database.add_document(document);
  }
  database.commit();
  ASSERT_TRUE(part.write(ours));
  std::ostringstream complaints;
  EXPECT_EQ(Xapian::Database::check(ours.string(), 0, &complaints), 0u) << complaints.str();
  EXPECT_TRUE(everything_in(ours) == everything_in(theirs));
  for (const fs::path& from : {ours, theirs}) {
    Xapian::Database twice;
    twice.add_database(Xapian::Database(from.string()));
    twice.add_database(Xapian::Database(ours.string()));
    twice.compact(from.string() + "-compact", static_cast<unsigned>(Xapian::Compactor::FULL));
  }
  EXPECT_EQ(Xapian::Database::check(ours.string() + "-compact", 0, &complaints), 0u) << complaints.str();
  EXPECT_TRUE(everything_in(ours.string() + "-compact") == everything_in(theirs.string() + "-compact"));
}

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  unsigned operator()() { return static_cast<unsigned>(engine_()); }

 private:
  std::mt19937 engine_;
};

Xapian::Document random_document(Random& random, std::size_t words, unsigned vocabulary) {
  Xapian::Document document;
  Xapian::termpos position = 0;
  for (std::size_t i = 0; i < words; ++i) {
    const std::string term = "word" + std::to_string(random() % vocabulary);
    if (random() % 3 == 0)
      document.add_posting(term, position += 1 + random() % 90, random() % 200);
    else
      document.add_term(term, random() % 200);
  }
  for (unsigned i = random() % 4; i > 0; --i) document.add_boolean_term("XF:" + std::to_string(random() % 9));
  for (unsigned i = random() % 5; i > 0; --i)
    document.add_value(random() % 30, std::string(1 + random() % 20, static_cast<char>('a' + random() % 26)));
  return document;
}

TEST(GlassPart, OneDocument) {
  Xapian::Document document;
  document.add_posting("orders", 3, 20);
  document.add_boolean_term("Kt-1");
  document.add_value(10, "table");
  expect_like_xapian({document});
}

TEST(GlassPart, DocumentsWithoutWordsPositionsOrValues) {
  Xapian::Document words, value;
  words.add_term("orders", 5);
  value.add_value(99, std::string("a\0b", 3));
  expect_like_xapian({words, Xapian::Document(), value, words});
  expect_like_xapian({Xapian::Document()});
}

TEST(GlassPart, TermsWithZeroBytesAndOfGreatestLength) {
  Xapian::Document document;
  document.add_posting(std::string("a\0b", 3), 1);
  document.add_posting(std::string("a\0", 2), 2);
  document.add_posting("a", 3);
  document.add_posting(std::string(245, 'x'), 4);
  document.add_posting("\xc3\xa9t\xc3\xa9", 5);
  expect_like_xapian({document, document});
}

TEST(GlassPart, PositionsOneAfterAnother) {
  std::vector<Xapian::Document> documents;
  for (Xapian::termpos count = 1; count < 40; ++count) {
    Xapian::Document document;
    for (Xapian::termpos i = 0; i < count; ++i) {
      document.add_posting("dense", 1 + i);
      document.add_posting("gap", 1 + i + (i > count / 2 ? 1'000'000 : 0));
      document.add_posting("even", 4'000'000'000 + 2 * i);
    }
    documents.push_back(std::move(document));
  }
  expect_like_xapian(documents);
}

TEST(GlassPart, AnyDocuments) {
  Random random(11);
  for (int round = 0; round < 12; ++round) {
    std::vector<Xapian::Document> documents;
    for (unsigned n = 1 + random() % 200; n > 0; --n)
      documents.push_back(random_document(random, random() % 120, 5 + random() % 3000));
    expect_like_xapian(documents);
    if (HasFailure()) return;
  }
}

// Lists longer than a block, and so many keys that the branches of a table have branches.
TEST(GlassPart, LargeTagsAndManyTerms) {
  Random random(12);
  std::vector<Xapian::Document> documents;
  for (int n = 0; n < 12; ++n) {
    Xapian::Document document = random_document(random, 9'000, 1'000'000);
    for (int i = 0; i < 1'500; ++i)
      document.add_term(std::string(150, static_cast<char>('a' + i % 26)) + std::to_string(random()));
    document.add_value(7, std::string(30'000, 'v'));
    documents.push_back(std::move(document));
  }
  for (int n = 0; n < 3'000; ++n) documents.push_back(random_document(random, 5, 10));
  expect_like_xapian(documents);
}

}  // namespace
}  // namespace waymark
