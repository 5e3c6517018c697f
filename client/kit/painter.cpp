#include "client/kit/painter.h"

#include <GLES2/gl2.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "client/kit/stage_inner.h"

namespace carrel::kit {
namespace {

// The scissor stays where it is put: the renderer sets its own for each command.
void clear_rectangle(ImDrawList const*, ImDrawCmd const* command) {
  auto const& what = *static_cast<PlainFill const*>(command->UserCallbackData);
  glScissor(what.x, what.y, what.width, what.height);
  glClearColor(what.colour.r / 255.0f, what.colour.g / 255.0f, what.colour.b / 255.0f, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace

sync::Result<Painter> Painter::open(Stage& stage) {
  stage.make_current();
  if (!ImGui_ImplOpenGL3_Init("#version 100")) return sync::Error{sync::Fault::refused, "OpenGL ES 2"};
  stage.set_plain_fill(clear_rectangle);
  ImGui_ImplOpenGL3_NewFrame();  // Compiles the shaders now rather than in the first frame.
  return Painter(stage);
}

Painter::~Painter() {
  if (!stage_) return;
  stage_->make_current();
  stage_->set_plain_fill(nullptr);
  ImGui_ImplOpenGL3_Shutdown();
}

void Painter::paint() {
  stage_->make_current();
  auto const extent = stage_->extent();
  glViewport(0, 0, static_cast<int>(extent.width * extent.density), static_cast<int>(extent.height * extent.density));
  // No glClear: the first rectangle of every frame is the page, over everything.
  ImGui_ImplOpenGL3_RenderDrawData(stage_->draw_data());
}

}  // namespace carrel::kit
