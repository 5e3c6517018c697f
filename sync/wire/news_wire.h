// News from the platform: asking for the page after a cursor, and reading it.
// What is sealed stays sealed here; storing a page once is sync/inbox.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sync/base/id.h"
#include "sync/wire/reply.h"

namespace carrel::sync::wire {

/// News for a learner is sealed to that learner's key; news for the device is plain JSON in `body`.
struct NewsItem {
  std::int64_t seq = 0;  ///< Grows from item to item; not gap-free.
  std::optional<LearnerId> learner;
  std::string kind;
  Bytes sealed;  ///< Empty for the device's own news.
  Json body;     ///< Null for a learner's news.
};

struct NewsPage {
  std::vector<NewsItem> items;  ///< Ascending by seq.
  std::string cursor;           ///< To ask with next time, once the page is stored.
  bool more = false;
};

struct NewsReply {
  Reply reply;
  NewsPage page;
};

/// GET /v1/news. An empty cursor asks from the beginning.
Request get_news(std::string_view token, std::string_view cursor, int limit);
NewsReply read_news(Answer const& answer);

}  // namespace carrel::sync::wire
