#include "sync/migrations.h"

#include <array>

#include "sync/migrations/0001_base.h"

namespace carrel::sync {

std::span<Migration const> client_migrations() {
  static constexpr std::array steps{
      Migration{"0001_base", migrations::base_sql},
  };
  return steps;
}

}  // namespace carrel::sync
