// contract_words.cpp - contracts in plain words: Markdown or text whose title says that it is one.
#include "waymark/catalog/contract_dialect.h"
#include "waymark/readers/reader.h"

namespace waymark {
namespace {

// look_at lets no other prose through.
bool recognises(const Shape& shape) { return shape.syntax == Syntax::Other && !shape.beginning.empty(); }

Status read(const Export& file, ReadSink& sink) {
  const Result<std::string> text = file.text();
  if (!text) return fail(text.error());
  ContractReading reading = read_words(*text, {file.name, file.platform, file.instance, {}});
  sink.count("contract");
  for (ContractProblem& problem : reading.problems)
    sink.problem({std::move(problem.place), std::move(problem.message)});
  sink.fragment(std::move(reading.fragment));
  return {};
}

}  // namespace

extern const Reader contract_words_reader{"contract_words",     "Contracts in plain words (Markdown, text)",
                                          SourceKind::Contract, 280,
                                          recognises,           read};

}  // namespace waymark
