#include "sync/base/result.h"

namespace carrel::sync {

std::string_view name_of(Fault fault) {
  switch (fault) {
    case Fault::offline: return "offline";
    case Fault::full: return "full";
    case Fault::corrupt: return "corrupt";
    case Fault::refused: return "refused";
    case Fault::stale: return "stale";
    case Fault::invalid: return "invalid";
  }
  return {};
}

}  // namespace carrel::sync
