// ES 2 on an EGL pbuffer: Mesa's surfaceless platform needs neither a display nor a device node.
#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <condition_variable>
#include <mutex>

#include "platform/window/window.h"

namespace carrel::platform {
namespace {

class HeadlessWindow final : public Window {
 public:
  HeadlessWindow(EGLDisplay display, EGLContext context, EGLSurface surface, int width, int height)
      : display_(display), context_(context), surface_(surface), width_(width), height_(height) {}
  HeadlessWindow(HeadlessWindow const&) = delete;
  HeadlessWindow& operator=(HeadlessWindow const&) = delete;
  ~HeadlessWindow() override {
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroySurface(display_, surface_);
    eglDestroyContext(display_, context_);
    eglTerminate(display_);
  }

  std::vector<WindowEvent> wait(std::optional<std::chrono::milliseconds> timeout) override {
    std::unique_lock lock(mutex_);
    auto const woken = [this] { return woken_; };
    if (timeout) changed_.wait_for(lock, *timeout, woken);
    else changed_.wait(lock, woken);
    woken_ = false;
    return {};
  }
  void wake() override {
    {
      std::lock_guard const lock(mutex_);
      woken_ = true;
    }
    changed_.notify_one();
  }
  void swap() override { eglSwapBuffers(display_, surface_); }
  WindowSize size() const override { return {width_, height_, 1}; }
  float content_scale() const override { return 1; }
  std::string clipboard() const override { return clipboard_; }
  void set_clipboard(std::string const& text) override { clipboard_ = text; }
  std::string display_name() const override { return "headless"; }

 private:
  EGLDisplay display_;
  EGLContext context_;
  EGLSurface surface_;
  int width_, height_;
  std::string clipboard_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

EGLDisplay surfaceless_display() {
  auto const get = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  return get ? get(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr) : EGL_NO_DISPLAY;
}

}  // namespace

sync::Result<std::unique_ptr<Window>> open_headless(int width, int height) {
  EGLDisplay const display = surfaceless_display();
  if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr))
    return sync::Error{sync::Fault::refused, "EGL without a display"};
  eglBindAPI(EGL_OPENGL_ES_API);
  EGLint const wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_ES2_BIT,
                           EGL_RED_SIZE, 8, EGL_GREEN_SIZE, 8, EGL_BLUE_SIZE, 8, EGL_ALPHA_SIZE, 8, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (!eglChooseConfig(display, wanted, &config, 1, &count) || count == 0) {
    eglTerminate(display);
    return sync::Error{sync::Fault::refused, "EGL configuration for ES 2"};
  }
  EGLint const version[] = {EGL_CONTEXT_CLIENT_VERSION, 2, EGL_NONE};
  EGLint const extent[] = {EGL_WIDTH, width, EGL_HEIGHT, height, EGL_NONE};
  EGLContext const context = eglCreateContext(display, config, EGL_NO_CONTEXT, version);
  EGLSurface const surface = eglCreatePbufferSurface(display, config, extent);
  auto window = std::make_unique<HeadlessWindow>(display, context, surface, width, height);
  if (!eglMakeCurrent(display, surface, surface, context)) return sync::Error{sync::Fault::refused, "ES 2 context"};
  return std::unique_ptr<Window>(std::move(window));
}

}  // namespace carrel::platform
