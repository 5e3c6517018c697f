// An enrolled device with two learners, on a disk made of memory.
#pragma once

#include <doctest/doctest.h>

#include "tests/support/enrolled.h"

namespace carrel::tests {

struct EnrolledKiosk {
  explicit EnrolledKiosk(std::uint64_t seed) : people(seed) {
    REQUIRE(people.enrol(db, awa, "Awa"));
    REQUIRE(people.enrol(db, lucas, "Lucas"));
  }
  /// Once more, as after a restart.
  sync::Db open() {
    auto opened = sync::Db::open("carrel.db", sync::client_migrations(), {.vfs = disk.vfs()});
    REQUIRE(opened);
    return std::move(*opened);
  }

  People people;
  FaultDisk disk{1};
  sync::Db db = open();
  sync::Vault awa = people.new_learner();
  sync::Vault lucas = people.new_learner();
};

}  // namespace carrel::tests
