// Where threads meet, and nowhere else: put one value in, take all values out, work outside the lock.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <mutex>
#include <utility>
#include <vector>

namespace carrel::client {

template <class T>
class Mailbox {
 public:
  /// `wake` is called once after each post or post_all, outside the lock, on the posting thread; it must only wake the reader.
  explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void post(T item) {
    {
      std::lock_guard const lock(mutex_);
      items_.push_back(std::move(item));
    }
    wake_();
  }

  /// What belongs together is taken together: a reader never sees half of it.
  void post_all(std::vector<T> items) {
    if (items.empty()) return;
    {
      std::lock_guard const lock(mutex_);
      std::move(items.begin(), items.end(), std::back_inserter(items_));
    }
    wake_();
  }

  /// Everything posted so far, in order.
  std::vector<T> take() {
    std::lock_guard const lock(mutex_);
    return std::exchange(items_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<T> items_;
  std::function<void()> wake_;
};

}  // namespace carrel::client
