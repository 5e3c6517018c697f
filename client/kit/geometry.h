// Points, rectangles and a borrowed function: the few plain shapes that every part of the kit speaks in.
#pragma once

#include <algorithm>
#include <type_traits>
#include <utility>

namespace carrel::kit {

/// Logical pixels from the top left of the window.
struct Point {
  float x = 0, y = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Point centre() const { return {x + w / 2, y + h / 2}; }
  bool empty() const { return w <= 0 || h <= 0; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
  Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  Rect common(Rect const& o) const {
    float const l = std::max(x, o.x), t = std::max(y, o.y);
    return {l, t, std::min(right(), o.right()) - l, std::min(bottom(), o.bottom()) - t};
  }
  bool operator==(Rect const&) const = default;
};

/// Which corners are round.
struct Corners {
  bool top_left = true, top_right = true, bottom_right = true, bottom_left = true;
  static constexpr Corners top() { return {true, true, false, false}; }
  static constexpr Corners left() { return {true, false, false, true}; }
};

template <class Signature>
class FunctionRef;

/// A function borrowed for one call: `kit.card({}, [&] { … });`. Owns nothing, allocates nothing.
template <class R, class... Args>
class FunctionRef<R(Args...)> {
 public:
  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef>)
  FunctionRef(F&& f)
      : object_(const_cast<void*>(static_cast<void const*>(&f))),
        call_([](void* object, Args... args) -> R {
          return (*static_cast<std::remove_reference_t<F>*>(object))(std::forward<Args>(args)...);
        }) {}
  R operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

 private:
  void* object_;
  R (*call_)(void*, Args...);
};

using Body = FunctionRef<void()>;
using Cell = FunctionRef<void(int)>;

}  // namespace carrel::kit
