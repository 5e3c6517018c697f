// Fingers on a Wayland compositor of our own, which lives in this process and knows surfaces and one seat.
#include "platform/window/wayland_seat.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <wayland-client.h>
#include <wayland-server.h>

#include <atomic>
#include <thread>

namespace {

using namespace carrel::platform;
using Kind = WindowEvent::Kind;

// Both ends of one connection. Nothing runs by itself: exchange() lets each side read what the other wrote.
class Compositor {
 public:
  explicit Compositor(bool with_seat, std::uint32_t version = 7) : server_(wl_display_create()) {
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    wl_global_create(server_, &wl_compositor_interface, 4, this, [](wl_client* c, void* me, std::uint32_t v, std::uint32_t id) {
      auto* const compositor = wl_resource_create(c, &wl_compositor_interface, static_cast<int>(v), id);
      wl_resource_set_implementation(compositor, &makes_surfaces, me, nullptr);
    });
    if (with_seat)
      seat_global_ = wl_global_create(server_, &wl_seat_interface, static_cast<int>(version), this,
        [](wl_client* c, void* me, std::uint32_t v, std::uint32_t id) {
          auto& self = *static_cast<Compositor*>(me);
          self.seat_ = wl_resource_create(c, &wl_seat_interface, static_cast<int>(v), id);
          wl_resource_set_implementation(self.seat_, &gives_touch, me, nullptr);
          wl_seat_send_capabilities(self.seat_, self.capabilities);
        });
    wl_client_create(server_, ends[0]);
    client = wl_display_connect_to_fd(ends[1]);
    REQUIRE(client);
  }
  Compositor(Compositor const&) = delete;
  Compositor& operator=(Compositor const&) = delete;
  ~Compositor() {
    wl_display_disconnect(client);
    wl_display_destroy_clients(server_);
    wl_display_destroy(server_);
  }

  void serve() {
    wl_event_loop_dispatch(wl_display_get_event_loop(server_), 0);
    wl_display_flush_clients(server_);
  }
  void exchange() {
    for (int turn = 0; turn < 4; ++turn) {
      wl_display_flush(client);
      serve();
      while (wl_display_prepare_read(client) != 0) wl_display_dispatch_pending(client);
      char byte;
      if (recv(wl_display_get_fd(client), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0) wl_display_read_events(client);
      else wl_display_cancel_read(client);
      wl_display_dispatch_pending(client);
    }
  }
  wl_surface* make_surface() {
    struct Found { wl_compositor* compositor = nullptr; } found;
    static constexpr wl_registry_listener looks{
        .global = [](void* data, wl_registry* r, std::uint32_t name, char const* interface, std::uint32_t) {
          if (std::string_view(interface) == wl_compositor_interface.name)
            static_cast<Found*>(data)->compositor = static_cast<wl_compositor*>(wl_registry_bind(r, name, &wl_compositor_interface, 4));
        },
        .global_remove = [](void*, wl_registry*, std::uint32_t) {}};
    auto* const registry = wl_display_get_registry(client);
    wl_registry_add_listener(registry, &looks, &found);
    exchange();
    REQUIRE(found.compositor);
    auto* const surface = wl_compositor_create_surface(found.compositor);
    exchange();
    wl_registry_destroy(registry);
    wl_compositor_destroy(found.compositor);
    return surface;
  }
  void offer(std::uint32_t now) {
    wl_seat_send_capabilities(seat_, now);
    exchange();
  }
  void take_seat_away() {
    wl_global_destroy(seat_global_);
    exchange();
  }
  void down(int finger, double x, double y, int surface = 0) {
    REQUIRE(touch);
    auto* const on = surfaces_.at(static_cast<std::size_t>(surface));
    wl_touch_send_down(touch, 1, 1, on, finger, wl_fixed_from_double(x), wl_fixed_from_double(y));
    exchange();
  }
  void motion(int finger, double x, double y) {
    wl_touch_send_motion(touch, 1, finger, wl_fixed_from_double(x), wl_fixed_from_double(y));
    exchange();
  }
  void up(int finger) {
    wl_touch_send_up(touch, 1, 1, finger);
    exchange();
  }
  void cancel() {
    wl_touch_send_cancel(touch);
    exchange();
  }

  wl_display* client = nullptr;
  wl_resource* touch = nullptr;
  std::uint32_t capabilities = WL_SEAT_CAPABILITY_TOUCH;

 private:
  wl_display* server_;
  wl_global* seat_global_ = nullptr;
  wl_resource* seat_ = nullptr;
  std::vector<wl_resource*> surfaces_;

  static void destroy(wl_client*, wl_resource* resource) { wl_resource_destroy(resource); }
  static constexpr struct wl_surface_interface does_nothing{
      .destroy = destroy, .attach = {}, .damage = {}, .frame = {}, .set_opaque_region = {}, .set_input_region = {}, .commit = {},
      .set_buffer_transform = {}, .set_buffer_scale = {}, .damage_buffer = {}, .offset = {}};
  static constexpr struct wl_compositor_interface makes_surfaces{
      .create_surface = [](wl_client* c, wl_resource* r, std::uint32_t id) {
        auto& self = *static_cast<Compositor*>(wl_resource_get_user_data(r));
        self.surfaces_.push_back(wl_resource_create(c, &wl_surface_interface, 4, id));
        wl_resource_set_implementation(self.surfaces_.back(), &does_nothing, nullptr, nullptr);
      },
      .create_region = {}};
  static constexpr struct wl_touch_interface ends_touch{.release = destroy};
  static constexpr struct wl_seat_interface gives_touch{
      .get_pointer = {}, .get_keyboard = {},
      .get_touch = [](wl_client* c, wl_resource* r, std::uint32_t id) {
        auto& self = *static_cast<Compositor*>(wl_resource_get_user_data(r));
        self.touch = wl_resource_create(c, &wl_touch_interface, wl_resource_get_version(r), id);
        wl_resource_set_implementation(self.touch, &ends_touch, &self, [](wl_resource* gone) {
          static_cast<Compositor*>(wl_resource_get_user_data(gone))->touch = nullptr;
        });
      },
      .release = destroy};
};

// A surface of the window, and what its owner was told.
struct Panel {
  Compositor compositor;
  wl_surface* surface;
  std::vector<WindowEvent> told;
  std::unique_ptr<WaylandTouch> touch;

  explicit Panel(std::uint32_t capabilities = WL_SEAT_CAPABILITY_TOUCH, std::uint32_t version = 7) : compositor(true, version) {
    compositor.capabilities = capabilities;
    surface = compositor.make_surface();
    touch = WaylandTouch::listen(compositor.client, surface, [this](WindowEvent e) { told.push_back(e); });
    compositor.exchange();
  }
  Panel(Panel const&) = delete;
  Panel& operator=(Panel const&) = delete;
  ~Panel() {
    touch.reset();
    wl_surface_destroy(surface);
  }
  std::vector<Kind> kinds() const {
    std::vector<Kind> out;
    for (auto const& event : told) out.push_back(event.kind);
    return out;
  }
};

TEST_CASE("a finger on a Wayland panel presses, moves and lets go where it is") {
  Panel panel;
  panel.compositor.down(3, 100.5, 40);
  panel.compositor.motion(3, 120, 44);
  panel.compositor.up(3);
  REQUIRE(panel.kinds() == std::vector{Kind::press, Kind::move, Kind::release});
  CHECK(panel.told[0].x == 100.5f);
  CHECK(panel.told[0].y == 40);
  CHECK(panel.told[2].x == 120);
  CHECK(panel.told[2].y == 44);
}

TEST_CASE("a second finger is told apart from the first, a third is not told, and a finger after the first counts again") {
  Panel panel;
  panel.compositor.down(0, 10, 10);
  panel.compositor.down(1, 500, 400);
  panel.compositor.down(2, 300, 300);
  panel.compositor.motion(1, 510, 400);
  panel.compositor.motion(2, 310, 300);
  panel.compositor.up(2);
  panel.compositor.up(1);
  REQUIRE(panel.kinds() == std::vector{Kind::press, Kind::second_press, Kind::second_move, Kind::second_release});
  CHECK(panel.told[1].x == 500);
  CHECK(panel.told[1].y == 400);
  CHECK(panel.told[2].x == 510);
  panel.told.clear();
  panel.compositor.up(0);
  panel.compositor.down(0, 20, 20);
  CHECK(panel.kinds() == std::vector{Kind::release, Kind::press});
}

TEST_CASE("a second finger never stays alone: it goes with the first, and with a gesture that is taken away") {
  Panel panel;
  panel.compositor.down(0, 10, 10);
  panel.compositor.down(1, 500, 400);
  panel.compositor.up(0);
  panel.compositor.motion(1, 510, 400);
  CHECK(panel.kinds() == std::vector{Kind::press, Kind::second_press, Kind::second_release, Kind::release});
  panel.told.clear();
  panel.compositor.down(0, 10, 10);
  panel.compositor.down(2, 500, 400);
  panel.compositor.cancel();
  panel.compositor.motion(2, 510, 400);
  CHECK(panel.kinds() == std::vector{Kind::press, Kind::second_press, Kind::cancel});
}

TEST_CASE("a gesture that the compositor takes for itself cancels the press") {
  Panel panel;
  panel.compositor.down(0, 10, 10);
  panel.compositor.cancel();
  panel.compositor.motion(0, 50, 50);
  CHECK(panel.kinds() == std::vector{Kind::press, Kind::cancel});
}

TEST_CASE("a finger on another surface of the program is not the window's") {
  Panel panel;
  auto* const other = panel.compositor.make_surface();
  panel.compositor.down(0, 10, 10, 1);
  CHECK(panel.told.empty());
  panel.compositor.up(0);
  panel.compositor.down(0, 10, 10, 0);
  CHECK(panel.kinds() == std::vector{Kind::press});
  wl_surface_destroy(other);
}

TEST_CASE("a touch panel that is plugged in later is heard, and one that goes lets go of the press") {
  for (std::uint32_t const version : {2u, 7u}) {
    CAPTURE(version);
    Panel panel(WL_SEAT_CAPABILITY_POINTER, version);
    CHECK(panel.compositor.touch == nullptr);
    panel.compositor.offer(WL_SEAT_CAPABILITY_POINTER | WL_SEAT_CAPABILITY_TOUCH);
    panel.compositor.down(0, 10, 10);
    panel.compositor.offer(WL_SEAT_CAPABILITY_POINTER);
    CHECK(panel.kinds() == std::vector{Kind::press, Kind::cancel});
    panel.compositor.offer(WL_SEAT_CAPABILITY_TOUCH);
    panel.compositor.down(0, 10, 10);
    panel.compositor.take_seat_away();
    CHECK(panel.kinds() == std::vector{Kind::press, Kind::cancel, Kind::press, Kind::cancel});
  }
}

TEST_CASE("a compositor without a seat is told from one that has one") {
  for (bool const with : {false, true}) {
    CAPTURE(with);
    Compositor compositor(with);
    std::atomic<bool> done = false;
    std::thread server([&] { while (!done) compositor.serve(); });
    CHECK(has_seat(compositor.client) == with);
    done = true;
    server.join();
  }
}

}  // namespace
