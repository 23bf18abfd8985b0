#include "waymark/search/search_index.h"

#include "waymark/base/files.h"

#include "access_view.h"
#include "decoded_postings.h"

namespace waymark {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks(200);
// Views of other sets of shards kept ready; the rest is made again when asked for.
constexpr std::size_t kMostViews = 32;

}  // namespace

SearchIndex::SearchIndex(std::filesystem::path folder, std::filesystem::path ranking_file)
    : folder_(std::move(folder)),
      ranking_file_(std::move(ranking_file)),
      history_(std::make_shared<History>()) {
  refresh();
}
SearchIndex::~SearchIndex() = default;

bool SearchIndex::refresh() {
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (looked_at_ != std::chrono::steady_clock::time_point{} && now - looked_at_ < kBetweenLooks)
      return generation_ != nullptr;
    looked_at_ = now;
  }
  refresh_history();
  refresh_ranking();
  const std::string line = current_line(folder_);
  {
    const std::lock_guard lock(mutex_);
    if (generation_ != nullptr && line == line_) return true;
  }
  // Opened outside the lock: requests go on with the old generation meanwhile.
  auto opened = Generation::open_current(folder_);
  const std::lock_guard lock(mutex_);
  if (!opened) {
    if (generation_ == nullptr)
      why_not_ = opened.error();
    else
      problem_ = opened.error().message;
    return generation_ != nullptr;
  }
  line_ = line;
  problem_ = (*opened)->problem();
  if (generation_ == nullptr || generation_->manifest().id != (*opened)->manifest().id) {
    generation_ = std::move(*opened);
    views_.clear();
    postings_ = std::make_shared<DecodedPostings>();
  }
  return true;
}

// Also a run that published nothing has something to tell: what became late.
void SearchIndex::refresh_history() {
  std::shared_ptr<const History> known;
  {
    const std::lock_guard lock(mutex_);
    known = history_;
  }
  if (known->is_current(folder_)) return;
  auto opened = History::open(folder_, known.get());
  const std::lock_guard lock(mutex_);
  history_ = std::move(opened);
}

void SearchIndex::refresh_ranking() {
  if (ranking_file_.empty()) return;
  const auto text = read_file(ranking_file_);
  const std::string now = text ? *text : text.error().message;
  {
    const std::lock_guard lock(mutex_);
    if (now == ranking_seen_) return;
  }
  const auto ranking = read_ranking(ranking_file_);
  const std::lock_guard lock(mutex_);
  ranking_seen_ = now;
  ranking_problem_ = ranking ? "" : ranking.error().message + "; the ranking stays as it was";
  if (ranking) ranking_ = *ranking;
}

Result<Viewer> SearchIndex::view(const Access& access) {
  refresh();
  std::shared_ptr<const AccessView> view;
  std::shared_ptr<const History> history;
  Ranking ranking;
  {
    const std::lock_guard lock(mutex_);
    if (generation_ == nullptr) return fail(why_not_);
    std::vector<std::size_t> seen;
    for (std::size_t i = 0; i < generation_->shards().size(); ++i)
      if (access.may_see(generation_->shards()[i].info.access)) seen.push_back(i);
    if (views_.size() > kMostViews) views_.clear();
    std::shared_ptr<const AccessView>& known = views_[seen];
    if (known == nullptr) known = std::make_shared<AccessView>(generation_, seen, postings_);
    view = known;
    history = history_;
    ranking = ranking_;
  }
  auto shards = view->take();
  if (!shards) return fail(shards.error());
  return Viewer(std::move(view), std::move(*shards), std::move(history), access, std::move(ranking));
}

std::string SearchIndex::problem() const {
  const std::lock_guard lock(mutex_);
  return problem_.empty() || ranking_problem_.empty() ? problem_ + ranking_problem_
                                                      : problem_ + "; " + ranking_problem_;
}

std::shared_ptr<const Generation> SearchIndex::generation() const {
  const std::lock_guard lock(mutex_);
  return generation_;
}

}  // namespace waymark
