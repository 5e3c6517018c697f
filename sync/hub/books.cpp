#include "sync/hub/books.h"

#include "sync/hub/books_schema.h"

namespace carrel::hub {

sync::Result<Books> open_books(std::filesystem::path folder, std::string name, Keys keys, Calendar calendar,
                               sync::Entropy& entropy) {
  using namespace std::chrono_literals;
  TRY(db, sync::Db::open(folder / "hub.sqlite", hub_migrations(), {.wait = 5s}));
  return Books{std::move(db), std::move(keys), std::move(calendar), std::move(name), std::move(folder), &entropy};
}

}  // namespace carrel::hub
