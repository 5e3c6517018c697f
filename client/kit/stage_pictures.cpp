// Pictures of a course: decoded under limits, kept as textures, let go when there are too many.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 4096
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#include <imgui_internal.h>
#include <stb_image.h>

#include <cstring>

#include "client/kit/stage_inner.h"

namespace carrel::kit {
namespace {

constexpr int pixels_max = 6'000'000;                      // 24 MB decoded: one page of the largest screen we know, four times over.
constexpr std::size_t kept_bytes_max = 32 * 1024 * 1024;

std::size_t bytes_of(ImTextureData const& t) { return static_cast<std::size_t>(t.Width) * static_cast<std::size_t>(t.Height) * 4; }

struct DecodedCloser {
  void operator()(unsigned char* pixels) const { stbi_image_free(pixels); }
};

// The renderer still holds it: ask it to let go, and forget it when it has.
void send_away(Stage::Inner& in, std::unique_ptr<ImTextureData> texture) {
  if (texture->TexID == ImTextureID_Invalid) {
    ImGui::UnregisterUserTexture(texture.get());
    return;
  }
  texture->UnusedFrames = 1;
  texture->SetStatus(ImTextureStatus_WantDestroy);
  in.leaving.push_back(std::move(texture));
}

void make_room(Stage::Inner& in, std::size_t wanted) {
  std::erase_if(in.leaving, [](auto const& texture) {
    if (texture->Status != ImTextureStatus_Destroyed) return false;
    ImGui::UnregisterUserTexture(texture.get());
    return true;
  });
  std::size_t kept = wanted;
  for (auto const& [name, picture] : in.pictures) kept += bytes_of(*picture.texture);
  while (kept > kept_bytes_max && !in.pictures.empty()) {
    auto const oldest = std::min_element(in.pictures.begin(), in.pictures.end(),
                                         [](auto const& a, auto const& b) { return a.second.drawn_in < b.second.drawn_in; });
    if (oldest->second.drawn_in + 1 >= in.frame) return;  // On the screen: better over the limit than a hole.
    kept -= bytes_of(*oldest->second.texture);
    send_away(in, std::move(oldest->second.texture));
    in.pictures.erase(oldest);
  }
}

}  // namespace

sync::Result<Picture> Stage::keep_picture(Text name, sync::BytesView file) {
  auto& in = *inner_;
  make_current();
  if (auto kept = picture(name)) return *kept;
  sync::Error const bad{sync::Fault::corrupt, "picture"};
  int width = 0, height = 0, channels = 0;
  auto const size = static_cast<int>(std::min<std::size_t>(file.size(), 1u << 30));
  if (!stbi_info_from_memory(file.data(), size, &width, &height, &channels)) return bad;
  if (width <= 0 || height <= 0 || width > STBI_MAX_DIMENSIONS || height > STBI_MAX_DIMENSIONS || width * height > pixels_max) return bad;
  std::unique_ptr<unsigned char, DecodedCloser> const pixels(stbi_load_from_memory(file.data(), size, &width, &height, &channels, 4));
  if (!pixels) return bad;
  make_room(in, static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  auto texture = std::make_unique<ImTextureData>();
  texture->Create(ImTextureFormat_RGBA32, width, height);
  texture->UniqueID = static_cast<int>(0x40000000u | (std::hash<std::string_view>{}(name) & 0x3FFFFFFFu));
  texture->UseColors = true;
  std::memcpy(texture->Pixels, pixels.get(), bytes_of(*texture));
  texture->SetStatus(ImTextureStatus_WantCreate);
  ImGui::RegisterUserTexture(texture.get());
  Picture const made{reinterpret_cast<std::uintptr_t>(texture.get()), width, height};
  in.pictures[std::string(name)] = {std::move(texture), in.frame};
  return made;
}

std::optional<Picture> Stage::picture(Text name) {
  auto const it = inner_->pictures.find(std::string(name));
  if (it == inner_->pictures.end()) return {};
  it->second.drawn_in = inner_->frame;
  auto* const texture = it->second.texture.get();
  return Picture{reinterpret_cast<std::uintptr_t>(texture), texture->Width, texture->Height};
}

bool Stage::has_picture(Text name) const { return inner_->pictures.contains(std::string(name)); }

void Stage::drop_pictures() {
  make_current();
  for (auto& [name, picture] : inner_->pictures) send_away(*inner_, std::move(picture.texture));
  inner_->pictures.clear();
}

}  // namespace carrel::kit
