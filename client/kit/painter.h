// Puts a built frame on the screen with OpenGL ES 2. The context must be current in this thread from open() to the end.
#pragma once

#include <memory>

#include "client/kit/kit.h"

namespace carrel::kit {

class Painter {
 public:
  /// Fault::refused when shaders do not compile. The kit must outlive the painter.
  static sync::Result<Painter> open(Stage& stage);
  Painter(Painter&& other) noexcept : stage_(std::exchange(other.stage_, nullptr)) {}
  Painter& operator=(Painter&&) = delete;
  ~Painter();

  /// Draws the last built frame into the current surface; swapping is the window's.
  void paint();

 private:
  explicit Painter(Stage& stage) : stage_(&stage) {}
  Stage* stage_;
};

}  // namespace carrel::kit
