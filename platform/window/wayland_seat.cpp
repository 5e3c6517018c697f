#include "platform/window/wayland_seat.h"

#include <wayland-client.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "platform/window/closer.h"

namespace carrel::platform {
namespace {

using Registry = std::unique_ptr<wl_registry, Closer<wl_registry_destroy>>;

// Version 5 brings wl_touch.release and wl_seat.release; what came later (shape, orientation) says nothing a tap needs.
constexpr std::uint32_t seat_version = 5;

void nothing_removed(void*, wl_registry*, std::uint32_t) {}

constexpr wl_registry_listener counts_seats{
    .global = [](void* data, wl_registry*, std::uint32_t, char const* interface, std::uint32_t) {
      if (std::strcmp(interface, wl_seat_interface.name) == 0) *static_cast<bool*>(data) = true;
    },
    .global_remove = nothing_removed};

class Touch final : public WaylandTouch {
 public:
  Touch(wl_display* display, wl_surface* surface, std::function<void(WindowEvent)> tell)
      : surface_(surface), told_(std::move(tell)), registry_(wl_display_get_registry(display)) {
    wl_registry_add_listener(registry_.get(), &registry_told, this);
  }
  Touch(Touch const&) = delete;
  Touch& operator=(Touch const&) = delete;
  ~Touch() override {
    for (auto& seat : seats_) drop(*seat);
  }

 private:
  struct Seat {
    Touch* owner;
    std::uint32_t name;
    std::uint32_t version;
    wl_seat* seat;
    wl_touch* touch = nullptr;
  };

  static Touch& self(void* data) { return *static_cast<Touch*>(data); }

  static void drop_touch(Seat& seat) {
    if (!seat.touch) return;
    if (seat.version >= WL_TOUCH_RELEASE_SINCE_VERSION) wl_touch_release(seat.touch);
    else wl_touch_destroy(seat.touch);
    seat.touch = nullptr;
  }
  static void drop(Seat& seat) {
    drop_touch(seat);
    if (seat.version >= WL_SEAT_RELEASE_SINCE_VERSION) wl_seat_release(seat.seat);
    else wl_seat_destroy(seat.seat);
  }

  void seat_came(std::uint32_t name, std::uint32_t version) {
    version = std::min(version, seat_version);
    auto* const bound = wl_registry_bind(registry_.get(), name, &wl_seat_interface, version);
    seats_.push_back(std::make_unique<Seat>(Seat{this, name, version, static_cast<wl_seat*>(bound)}));
    wl_seat_add_listener(seats_.back()->seat, &seat_told, seats_.back().get());
  }
  void seat_went(std::uint32_t name) {
    auto const it = std::find_if(seats_.begin(), seats_.end(), [name](auto const& s) { return s->name == name; });
    if (it == seats_.end()) return;
    cancel();
    drop(**it);
    seats_.erase(it);
  }
  static void capabilities_changed(Seat& seat, std::uint32_t capabilities) {
    bool const touch = capabilities & WL_SEAT_CAPABILITY_TOUCH;
    if (touch == (seat.touch != nullptr)) return;
    if (touch) {
      seat.touch = wl_seat_get_touch(seat.seat);
      wl_touch_add_listener(seat.touch, &touch_told, seat.owner);
    } else {
      seat.owner->cancel();
      drop_touch(seat);
    }
  }

  void down(wl_surface* surface, std::int32_t finger, wl_fixed_t x, wl_fixed_t y) {
    if (surface != surface_ || second_) return;
    if (finger_) {
      second_ = finger;
      return tell_second(WindowEvent::Kind::second_press, x, y);
    }
    finger_ = finger;
    place(x, y);
    tell({.kind = WindowEvent::Kind::press, .x = x_, .y = y_});
  }
  void moved(std::int32_t finger, wl_fixed_t x, wl_fixed_t y) {
    if (second_ == finger) return tell_second(WindowEvent::Kind::second_move, x, y);
    if (finger_ != finger) return;
    place(x, y);
    tell({.kind = WindowEvent::Kind::move, .x = x_, .y = y_});
  }
  void up(std::int32_t finger) {
    if (second_ == finger || (finger_ == finger && second_)) {
      second_.reset();  // A second one does not stay alone.
      tell({.kind = WindowEvent::Kind::second_release});
    }
    if (finger_ != finger) return;
    finger_.reset();
    tell({.kind = WindowEvent::Kind::release, .x = x_, .y = y_});
  }
  void cancel() {
    if (!finger_) return;
    finger_.reset();
    second_.reset();
    tell({.kind = WindowEvent::Kind::cancel});
  }
  void place(wl_fixed_t x, wl_fixed_t y) {
    x_ = static_cast<float>(wl_fixed_to_double(x));
    y_ = static_cast<float>(wl_fixed_to_double(y));
  }

  static constexpr wl_registry_listener registry_told{
      .global = [](void* data, wl_registry*, std::uint32_t name, char const* interface, std::uint32_t version) {
        if (std::strcmp(interface, wl_seat_interface.name) == 0) self(data).seat_came(name, version);
      },
      .global_remove = [](void* data, wl_registry*, std::uint32_t name) { self(data).seat_went(name); }};
  static constexpr wl_seat_listener seat_told{
      .capabilities = [](void* data, wl_seat*, std::uint32_t now) { capabilities_changed(*static_cast<Seat*>(data), now); },
      .name = [](void*, wl_seat*, char const*) {}};
  static constexpr wl_touch_listener touch_told{
      .down = [](void* data, wl_touch*, std::uint32_t, std::uint32_t, wl_surface* surface, std::int32_t finger, wl_fixed_t x,
                 wl_fixed_t y) { self(data).down(surface, finger, x, y); },
      .up = [](void* data, wl_touch*, std::uint32_t, std::uint32_t, std::int32_t finger) { self(data).up(finger); },
      .motion = [](void* data, wl_touch*, std::uint32_t, std::int32_t finger, wl_fixed_t x, wl_fixed_t y) {
        self(data).moved(finger, x, y);
      },
      .frame = [](void*, wl_touch*) {},
      .cancel = [](void* data, wl_touch*) { self(data).cancel(); },
      .shape = [](void*, wl_touch*, std::int32_t, wl_fixed_t, wl_fixed_t) {},
      .orientation = [](void*, wl_touch*, std::int32_t, wl_fixed_t) {}};

  wl_surface* surface_;
  std::function<void(WindowEvent)> told_;
  Registry registry_;
  std::vector<std::unique_ptr<Seat>> seats_;
  void tell(WindowEvent event) {
    event.by = WindowEvent::By::finger;
    told_(event);
  }
  void tell_second(WindowEvent::Kind kind, wl_fixed_t x, wl_fixed_t y) {
    tell({.kind = kind, .x = static_cast<float>(wl_fixed_to_double(x)), .y = static_cast<float>(wl_fixed_to_double(y))});
  }

  std::optional<std::int32_t> finger_, second_;
  float x_ = 0, y_ = 0;
};

}  // namespace

bool has_seat(wl_display* display) {
  bool found = false;
  Registry const registry(wl_display_get_registry(display));
  wl_registry_add_listener(registry.get(), &counts_seats, &found);
  return wl_display_roundtrip(display) >= 0 && found;
}

bool wayland_is_usable() {
  std::unique_ptr<wl_display, Closer<wl_display_disconnect>> const display(wl_display_connect(nullptr));
  return display && has_seat(display.get());
}

std::unique_ptr<WaylandTouch> WaylandTouch::listen(wl_display* display, wl_surface* surface, std::function<void(WindowEvent)> tell) {
  return std::make_unique<Touch>(display, surface, std::move(tell));
}

}  // namespace carrel::platform
