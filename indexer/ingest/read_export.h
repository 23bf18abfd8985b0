// read_export.h - one export file into one file of fragments. Runs in a worker.
#pragma once

#include "waymark/ingest/ingest.h"

#include "file_stamp.h"

namespace waymark {

// What a worker found out; kept with the fragments.
struct Reading {
  FileReport report;
  FileStamp stamp;         // Of the file before and after reading it.
  bool settled = false;    // The stamp alone is proof enough next time.
  std::string digest;      // Of the bytes.
  bool cut_off = false;    // Its one document ends in the middle; what stands before was read.
  bool try_again = false;  // It failed for a reason that may be gone next time: the bytes are not to blame.
};

// `digest`: of the file, where it is known already. `salt`: of the hashes of users (user_salt.h). An error is
// one of writing `fragments`: what is wrong with the export is in the reading.
Result<Reading> read_export(const FoundFile& file, const std::string& digest,
                            const std::filesystem::path& fragments, std::string_view salt);

// What was written with the fragments.
Result<Reading> reading_of(const std::filesystem::path& fragments);

// Everything of the speaker that the merge asks for.
SourceInfo source_info(const FoundFile& file, const std::string& format);

}  // namespace waymark
