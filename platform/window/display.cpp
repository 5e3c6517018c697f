// A window on X11 or Wayland through GLFW, which chooses at run time.
#include <GLES2/gl2.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#define GLFW_EXPOSE_NATIVE_WAYLAND
#include <GLFW/glfw3native.h>

#include <cstdlib>

#include "platform/window/closer.h"
#include "platform/window/wayland_seat.h"
#include "platform/window/window.h"

namespace carrel::platform {
namespace {

using WindowHandle = std::unique_ptr<GLFWwindow, Closer<glfwDestroyWindow>>;

WindowKey key_of(int key, bool control) {
  switch (key) {
    case GLFW_KEY_TAB: return WindowKey::tab;
    case GLFW_KEY_ENTER: case GLFW_KEY_KP_ENTER: return WindowKey::enter;
    case GLFW_KEY_SPACE: return WindowKey::space;
    case GLFW_KEY_ESCAPE: return WindowKey::escape;
    case GLFW_KEY_LEFT: return WindowKey::left;
    case GLFW_KEY_RIGHT: return WindowKey::right;
    case GLFW_KEY_UP: return WindowKey::up;
    case GLFW_KEY_DOWN: return WindowKey::down;
    case GLFW_KEY_PAGE_UP: return WindowKey::page_up;
    case GLFW_KEY_PAGE_DOWN: return WindowKey::page_down;
    case GLFW_KEY_HOME: return WindowKey::home;
    case GLFW_KEY_END: return WindowKey::end;
    case GLFW_KEY_BACKSPACE: return WindowKey::backspace;
    case GLFW_KEY_DELETE: return WindowKey::del;
    case GLFW_KEY_F1: return WindowKey::voice_on;
    case GLFW_KEY_F2: return WindowKey::voice_repeat;
    case GLFW_KEY_F3: return WindowKey::voice_read;
    case GLFW_KEY_F4: return WindowKey::voice_rate;
    case GLFW_KEY_F5: return WindowKey::voice_volume;
    case GLFW_KEY_F6: return WindowKey::voice_step;
    case GLFW_KEY_F7: return WindowKey::voice_pause;
    default: break;
  }
  if (!control) return WindowKey::none;
  // Letters by their place in the learner's own layout: control and the key marked A also works on AZERTY.
  char const* const name = glfwGetKeyName(key, 0);
  switch (name ? name[0] : '\0') {
    case 'a': return WindowKey::select_all;
    case 'c': return WindowKey::copy;
    case 'x': return WindowKey::cut;
    case 'v': return WindowKey::paste;
    case 'z': return WindowKey::undo;
    default: return WindowKey::none;
  }
}

class DisplayWindow final : public Window {
 public:
  explicit DisplayWindow(WindowHandle handle) : handle_(std::move(handle)) {
    auto* const window = handle_.get();
    glfwSetWindowUserPointer(window, this);
    glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
      self(w).add({.kind = WindowEvent::Kind::move, .by = self(w).pointer_, .x = static_cast<float>(x), .y = static_cast<float>(y)});
    });
    glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int) {
      if (button == GLFW_MOUSE_BUTTON_LEFT) self(w).add_button(action == GLFW_PRESS);
    });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double, double dy) {
      auto event = self(w).at_pointer(WindowEvent::Kind::wheel);
      event.y = static_cast<float>(dy);
      self(w).add(event);
    });
    glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int, int action, int mods) {
      if (action == GLFW_RELEASE) return;
      bool const control = mods & GLFW_MOD_CONTROL;
      auto const known = key_of(key, control);
      if (known == WindowKey::none) return;
      self(w).add({.kind = WindowEvent::Kind::key, .key = known, .shift = (mods & GLFW_MOD_SHIFT) != 0, .control = control,
                   .repeat = action == GLFW_REPEAT});
    });
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned c) {
      self(w).add({.kind = WindowEvent::Kind::text, .character = c});
    });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
      if (!entered) self(w).add({.kind = WindowEvent::Kind::leave});
    });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { self(w).add({.kind = WindowEvent::Kind::resized}); });
    glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { self(w).add({.kind = WindowEvent::Kind::exposed}); });
    glfwSetWindowCloseCallback(window, [](GLFWwindow* w) { self(w).add({.kind = WindowEvent::Kind::close}); });
    if (glfwGetPlatform() == GLFW_PLATFORM_WAYLAND) {
      pointer_ = WindowEvent::By::mouse;
      touch_ = WaylandTouch::listen(glfwGetWaylandDisplay(), glfwGetWaylandWindow(window), [this](WindowEvent e) { add(e); });
    }
  }
  DisplayWindow(DisplayWindow const&) = delete;
  DisplayWindow& operator=(DisplayWindow const&) = delete;
  ~DisplayWindow() override {
    touch_.reset();
    handle_.reset();
    glfwTerminate();
  }

  std::vector<WindowEvent> wait(std::optional<std::chrono::milliseconds> timeout) override {
    if (!timeout) glfwWaitEvents();
    else if (timeout->count() <= 0) glfwPollEvents();
    else glfwWaitEventsTimeout(static_cast<double>(timeout->count()) / 1000);
    return std::exchange(events_, {});
  }
  void wake() override { glfwPostEmptyEvent(); }
  void swap() override { glfwSwapBuffers(handle_.get()); }
  WindowSize size() const override {
    WindowSize size;
    int pixels = 0, rows = 0;
    glfwGetWindowSize(handle_.get(), &size.width, &size.height);
    glfwGetFramebufferSize(handle_.get(), &pixels, &rows);
    size.density = size.width > 0 ? static_cast<float>(pixels) / static_cast<float>(size.width) : 1;
    return size;
  }
  float content_scale() const override {
    float x = 1, y = 1;
    glfwGetWindowContentScale(handle_.get(), &x, &y);
    return x;
  }
  std::string clipboard() const override {
    char const* const text = glfwGetClipboardString(handle_.get());
    return text ? text : "";
  }
  void set_clipboard(std::string const& text) override { glfwSetClipboardString(handle_.get(), text.c_str()); }
  std::string display_name() const override { return glfwGetPlatform() == GLFW_PLATFORM_WAYLAND ? "wayland" : "x11"; }

 private:
  static DisplayWindow& self(GLFWwindow* window) { return *static_cast<DisplayWindow*>(glfwGetWindowUserPointer(window)); }
  void add(WindowEvent event) { events_.push_back(event); }
  WindowEvent at_pointer(WindowEvent::Kind kind) {
    double x = 0, y = 0;
    glfwGetCursorPos(handle_.get(), &x, &y);
    return {.kind = kind, .by = pointer_, .x = static_cast<float>(x), .y = static_cast<float>(y)};
  }
  void add_button(bool down) { add(at_pointer(down ? WindowEvent::Kind::press : WindowEvent::Kind::release)); }

  WindowHandle handle_;
  std::unique_ptr<WaylandTouch> touch_;
  WindowEvent::By pointer_ = WindowEvent::By::unknown;
  std::vector<WindowEvent> events_;
};

void ask_for_es2() {
  glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_ES_API);
  glfwWindowHint(GLFW_CONTEXT_CREATION_API, GLFW_EGL_CONTEXT_API);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 2);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  // Flat rectangles and text: neither depth nor stencil, and their memory saved.
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHintString(GLFW_WAYLAND_APP_ID, "carrel");
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "carrel");
}

}  // namespace

sync::Result<std::unique_ptr<Window>> open_on_display(WindowMode mode, int width, int height, std::string const& title) {
  // GLFW prefers Wayland: without a seat it falls there, and where only X11 is named its library complains on the terminal first.
  auto const named = [](char const* variable) { char const* const value = std::getenv(variable); return value && *value; };
  bool const x11 = named("DISPLAY"), wayland = named("WAYLAND_DISPLAY");
  if (x11 && !(wayland && wayland_is_usable())) glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
  else if (!wayland_is_usable())
    return sync::Error{sync::Fault::refused, "no display: X11 is not named, and no Wayland compositor answers that has a keyboard, "
                                             "a pointer or a touch screen"};
  if (!glfwInit()) return sync::Error{sync::Fault::refused, "no display: neither Wayland nor X11 lets a window open"};
  ask_for_es2();
  GLFWmonitor* monitor = nullptr;
  if (mode == WindowMode::fullscreen && (monitor = glfwGetPrimaryMonitor()) != nullptr) {
    auto const* video = glfwGetVideoMode(monitor);
    width = video->width;
    height = video->height;
  }
  WindowHandle handle(glfwCreateWindow(width, height, title.c_str(), monitor, nullptr));
  if (!handle) {
    glfwTerminate();
    return sync::Error{sync::Fault::refused, "no window with OpenGL ES 2"};
  }
  glfwMakeContextCurrent(handle.get());
  // A swap that waits for the screen blocks for ever where the compositor hides the window; frames are rare here anyway.
  glfwSwapInterval(0);
  return std::unique_ptr<Window>(std::make_unique<DisplayWindow>(std::move(handle)));
}

}  // namespace carrel::platform
