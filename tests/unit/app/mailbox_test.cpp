// What crosses from thread to thread.
#include <doctest/doctest.h>

#include "client/app/mailbox.h"

using namespace carrel::client;

TEST_CASE("facts that are told together are taken together, so that no screen is drawn from half of them") {
  std::vector<std::vector<int>> taken;
  Mailbox<int>* reader = nullptr;
  Mailbox<int> box([&] { taken.push_back(reader->take()); });  // The reader is as quick as can be.
  reader = &box;
  box.post_all({1, 2, 3});
  box.post(4);
  box.post_all({});
  CHECK(taken == std::vector<std::vector<int>>{{1, 2, 3}, {4}});
}
