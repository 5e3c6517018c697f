#include "sync/migrations.h"

#include <array>

#include "sync/migrations/0001_base.h"
#include "sync/migrations/0002_courses.h"
#include "sync/migrations/0003_news_aside.h"
#include "sync/migrations/0004_blind_items.h"
#include "sync/migrations/0005_spoiled_files.h"
#include "sync/migrations/0006_waits_for.h"

namespace carrel::sync {

std::span<Migration const> client_migrations() {
  static constexpr std::array steps{
      Migration{"0001_base", migrations::base_sql},
      Migration{"0002_courses", migrations::courses_sql},
      Migration{"0003_news_aside", migrations::news_aside_sql},
      Migration{"0004_blind_items", migrations::blind_items_sql},
      Migration{"0005_spoiled_files", migrations::spoiled_files_sql},
      Migration{"0006_waits_for", migrations::waits_for_sql},
  };
  return steps;
}

}  // namespace carrel::sync
