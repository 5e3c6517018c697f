#include "client/kit/painter.h"

#include <GLES2/gl2.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

namespace carrel::kit {

sync::Result<Painter> Painter::open(Stage& stage) {
  stage.make_current();
  if (!ImGui_ImplOpenGL3_Init("#version 100")) return sync::Error{sync::Fault::refused, "OpenGL ES 2"};
  ImGui_ImplOpenGL3_NewFrame();  // Compiles the shaders now rather than in the first frame.
  return Painter(stage);
}

Painter::~Painter() {
  if (!stage_) return;
  stage_->make_current();
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
