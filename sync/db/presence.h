// Who else has this open: a window and an operator's command may work in the same folder at the same time.
// A lock of the kernel's on an empty file beside what is shared, so that it is gone with its process, however that ends. It guards no
// data and keeps nobody out for longer than another is alone; what may only be done alone is the holder's business.
#pragma once

#include <filesystem>

namespace carrel::sync {

class Presence {
 public:
  /// Alone, when nobody else is here: the next one to enter then waits for share(). Otherwise beside the others. Where the file
  /// cannot be made (a medium without locks, or one that is full) everybody takes themselves for alone.
  static Presence enter(std::filesystem::path const& file);

  Presence(Presence&& other) noexcept;
  Presence& operator=(Presence&&) = delete;
  ~Presence();

  bool alone() const { return alone_; }
  /// True when nobody else is here now; never waits. Others who come then wait for share().
  bool try_alone();
  void share();

 private:
  explicit Presence(int file) : file_(file) {}
  int file_;  // -1 where there is none.
  bool alone_ = true;
};

}  // namespace carrel::sync
