// What an empty house costs: ImGui on an OpenGL ES 2 surface, one text and one button over the whole window, and nothing of ours.
// Draws one frame, says what it took, and rests until its input ends. A line "frame" on its input draws another one.
// usage: bare_window STARTED_NS
#include <GLES2/gl2.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include "platform/window/window.h"

namespace {

double ms_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

void build(int width, int height) {
  ImGui::GetIO().DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("bare", nullptr, ImGuiWindowFlags_NoDecoration);
  ImGui::TextUnformatted("A bare window");
  ImGui::Button("A button");
  ImGui::End();
  ImGui::Render();
}

}  // namespace

int main(int count, char** words) {
  double const started = count > 1 ? std::strtod(words[1], nullptr) / 1e6 : ms_of(CLOCK_MONOTONIC);
  int const width = 1280, height = 800;
  auto window = carrel::platform::Window::open(carrel::platform::WindowMode::headless, width, height, "bare");
  if (!window) return 1;
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::StyleColorsLight();
  if (!ImGui_ImplOpenGL3_Init("#version 100")) return 1;
  auto const frame = [&] {
    build(width, height);
    glViewport(0, 0, width, height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    (*window)->swap();
    glFinish();
  };
  build(width, height);  // The first build of a window only learns its size.
  frame();
  std::printf("%f %f\n", ms_of(CLOCK_MONOTONIC) - started, ms_of(CLOCK_PROCESS_CPUTIME_ID));
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    auto const before = ms_of(CLOCK_PROCESS_CPUTIME_ID);
    frame();
    std::printf("%f\n", ms_of(CLOCK_PROCESS_CPUTIME_ID) - before);
    std::fflush(stdout);
  }
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
}
