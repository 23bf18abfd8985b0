// What a file is from outside: by its bytes, never by its name.
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "waymark/readers/reader.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LookAt : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& bytes) {
    const fs::path path = folder_ / "export.dat";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  Result<Shape> look(const std::string& bytes) { return look_at(write(bytes)); }
  std::string refusal(const std::string& bytes) {
    const Result<Shape> shape = look(bytes);
    return shape ? "read as: " + describe(*shape) : shape.error().message;
  }
  Export exported(const std::string& bytes) {
    Export file;
    file.path = write(bytes);
    file.shape = look_at(file.path).value();
    return file;
  }

  const fs::path folder_ = fs::temp_directory_path() / ("waymark_look_at_test_" + std::to_string(::getpid()));
};

struct Problems : ReadSink {
  void fragment(Fragment) override {}
  void edge(Edge) override {}
  void problem(Problem problem) override { all.push_back(problem.place + ": " + problem.message); }
  void count(std::string_view, std::size_t) override {}
  std::vector<std::string> all;
};

TEST_F(LookAt, JsonOfAnyContainer) {
  const Shape one = look("\xEF\xBB\xBF \n{\"a\": 1}").value();
  EXPECT_EQ(one.syntax, Syntax::Json);
  EXPECT_TRUE(one.has("a"));
  EXPECT_FALSE(one.many || one.top_array);
  EXPECT_EQ(one.file_name, "export.dat");
  EXPECT_TRUE(look("{\"a\": 1}\n{\"a\": 2}").value().many);
  EXPECT_TRUE(look("[{\"a\": 1}]").value().has("a"));
  EXPECT_TRUE(look("[]").value().top_array);
}

TEST_F(LookAt, JsonThatBreaksOffShowsWhatCameBefore) {
  const Shape shape = look("{\"metadata\": {\"v\": 1}, \"nodes\": {").value();
  EXPECT_TRUE(shape.has("metadata"));
  EXPECT_THAT(shape.malformed, HasSubstr("line 1"));
}

TEST_F(LookAt, YamlWithItsDocuments) {
  const Shape shape = look("\xEF\xBB\xBF# comment\r\nkind: DataContract\r\nschema:\r\n  - a: 1\r\n").value();
  EXPECT_EQ(shape.syntax, Syntax::Yaml);
  EXPECT_EQ(shape.first["kind"].text(), "DataContract");
  EXPECT_TRUE(look("a: 1\n---\nb: 2\n").value().many);
  EXPECT_TRUE(look("- a: 1\n- a: 2\n").value().top_array);
  EXPECT_TRUE(look("---\n\"quoted key\": 1\n").value().has("quoted key"));
}

TEST_F(LookAt, MalformedYamlIsStillYaml) {
  const Shape shape = look("kind: DataContract\nname: [1, 2\n").value();
  EXPECT_EQ(shape.syntax, Syntax::Yaml);
  EXPECT_TRUE(shape.first.is_null());
  EXPECT_THAT(describe(shape), HasSubstr("malformed YAML: line"));
}

TEST_F(LookAt, CsvByItsHeader) {
  const Shape shape = look("\xEF\xBB\xBFTABLE_NAME;Comment\r\nx;\"y\r\nz\"\r\n").value();
  EXPECT_EQ(shape.syntax, Syntax::Csv);
  EXPECT_THAT(shape.header, ElementsAre("table_name", "comment"));
  EXPECT_TRUE(shape.has_columns({"comment", "table_name"}));
  EXPECT_FALSE(shape.has_columns({"comment", "owner"}));
  EXPECT_THAT(describe(shape), HasSubstr("table_name, comment"));
}

TEST_F(LookAt, NamesWhatItDoesNotRead) {
  EXPECT_EQ(refusal(""), "empty file");
  EXPECT_EQ(refusal(" \n\r\n"), "empty file");
  EXPECT_THAT(refusal("PK\x03\x04rest"), HasSubstr("zip archive"));
  EXPECT_THAT(refusal("PAR1\x15\x04"), HasSubstr("Parquet"));
  EXPECT_THAT(refusal(std::string("\x7f"
                                  "ELF\0\0",
                                  6)),
              HasSubstr("binary"));
  EXPECT_THAT(refusal("\x89PNG\r\n"), HasSubstr("picture"));
  EXPECT_THAT(refusal("# comment\n@prefix dcat: <http://www.w3.org/ns/dcat#> .\n"), HasSubstr("Turtle"));
  EXPECT_THAT(refusal("PREFIX dcat: <http://www.w3.org/ns/dcat#>\n"), HasSubstr("Turtle"));
  EXPECT_THAT(refusal("<http://a> <http://b> <http://c> .\n"), HasSubstr("N-Triples"));
  EXPECT_THAT(refusal("<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"x\">"), HasSubstr("RDF/XML"));
  EXPECT_THAT(refusal("<?xml version=\"1.0\"?>\n<a/>"), HasSubstr("XML"));
  EXPECT_THAT(refusal("<!DOCTYPE html>\n<html>"), HasSubstr("HTML"));
  EXPECT_THAT(refusal("# Title\n\nSome text, and more of it.\n"), HasSubstr("Markdown"));
  EXPECT_THAT(refusal("Just a sentence of text.\nAnd another one.\n"), HasSubstr("plain text"));
  EXPECT_THAT(refusal("[error] it went wrong\n"), HasSubstr("[error]"));
  EXPECT_THAT(refusal("\"Ward\", \"The ward where it happened.\",,,,,\"Location\",\n"),
              HasSubstr("add a header row"));
  EXPECT_THAT(refusal("#!/bin/sh\nkey: value\n"), HasSubstr("script"));
  EXPECT_THAT(refusal("- a\n- b\n"), HasSubstr("no map"));
}

TEST_F(LookAt, NamesWhatIsNoFile) {
  EXPECT_THAT(look_at(folder_).error().message, HasSubstr("a folder"));
  EXPECT_FALSE(look_at(folder_ / "none").has_value());
}

TEST_F(LookAt, UnknownFormatsAreDescribedByTheirKeys) {
  EXPECT_THAT(refusal("{\"alpha\": 1, \"beta\": 2}"),
              HasSubstr("unknown format: top-level keys alpha, beta"));
  EXPECT_THAT(refusal("[]"), HasSubstr("nothing in it"));
}

TEST_F(LookAt, AnExportIsReadWithProblemsAndNotes) {
  Problems sink;
  std::vector<std::string> names;
  const Export file = exported(
      "{\"n\": \"a\"}\n{\"n\": \"Gr\xF6"
      "sse\"}\n{bad\n");
  ASSERT_TRUE(file.json({}, sink, [&](JsonRecord&& record) { names.push_back(record.value["n"].text()); }));
  EXPECT_THAT(names, ElementsAre("a", "Grösse"));
  EXPECT_THAT(sink.all, ElementsAre(HasSubstr("line 3"), HasSubstr("Windows-1252")));
}

TEST_F(LookAt, ADocumentIsReadAsItsSyntax) {
  EXPECT_EQ(exported("{\"a\": \"1\"}").document().value()["a"].text(), "1");
  EXPECT_EQ(exported("a: '1'\n").document().value()["a"].text(), "1");
  EXPECT_EQ(exported("a: '1'\r\n").text().value(), "a: '1'\r\n");
}

TEST_F(LookAt, RowsAreReadWithProblems) {
  Problems sink;
  std::vector<std::string> names;
  ASSERT_TRUE(
      exported("a,b\n1,2\n3,\"open\n").csv(sink, [&](const CsvRow& row) { names.emplace_back(row["a"]); }));
  EXPECT_THAT(names, ElementsAre("1"));
  EXPECT_THAT(sink.all, ElementsAre(HasSubstr("never closed")));
}

TEST(Readers, StandInTheOrderOfDetectionUnderNamesOfTheirOwn) {
  for (std::size_t i = 0; i < readers().size(); ++i) {
    const Reader& reader = *readers()[i];
    EXPECT_EQ(find_reader(reader.name), &reader) << reader.name;
    if (i > 0) {
      EXPECT_LE(readers()[i - 1]->order, reader.order) << reader.name;
    }
  }
  EXPECT_EQ(find_reader("none"), nullptr);
}

}  // namespace
}  // namespace waymark
