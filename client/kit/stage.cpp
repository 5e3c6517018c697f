#include "client/kit/stage.h"

#include <fcntl.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstring>

#include "client/kit/stage_inner.h"

namespace carrel::kit {
namespace {

constexpr std::uint64_t frames_kept_unused = 120;  // Texts not drawn for so many frames are laid out anew when they come back.

unsigned big_endian(sync::BytesView bytes, std::size_t at, int count) {
  unsigned value = 0;
  for (int i = 0; i < count; ++i) value = value << 8 | bytes[at + static_cast<std::size_t>(i)];
  return value;
}

// Where a table of an OpenType file begins (OpenType 1.9, "Organization of an OpenType Font"); zero when there is none.
std::size_t table_at(sync::BytesView file, std::string_view tag) {
  if (file.size() < 12) return 0;
  std::size_t const count = big_endian(file, 4, 2);
  for (std::size_t i = 0; i < count && 12 + i * 16 + 16 <= file.size(); ++i)
    if (std::memcmp(file.data() + 12 + i * 16, tag.data(), 4) == 0) return big_endian(file, 12 + i * 16 + 8, 4);
  return 0;
}

// Every table lies in the file. A face that was cut short must not reach ImGui, which would free our mapping when it fails.
bool is_whole(sync::BytesView file) {
  if (file.size() < 12) return false;
  std::size_t const count = big_endian(file, 4, 2);
  if (count == 0 || 12 + count * 16 > file.size()) return false;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t const from = big_endian(file, 12 + i * 16 + 8, 4), length = big_endian(file, 12 + i * 16 + 12, 4);
    if (from > file.size() || length > file.size() - from) return false;
  }
  return true;
}

struct FaceSize { float line_per_em, ascender; };

sync::Result<FaceSize> size_of_face(sync::BytesView file) {
  if (!is_whole(file)) return sync::Error{sync::Fault::corrupt, "face"};
  auto const head = table_at(file, "head"), hhea = table_at(file, "hhea");
  if (head == 0 || hhea == 0 || head + 20 > file.size() || hhea + 8 > file.size()) return sync::Error{sync::Fault::corrupt, "face"};
  auto const em = static_cast<float>(big_endian(file, head + 18, 2));
  auto const up = static_cast<float>(static_cast<std::int16_t>(big_endian(file, hhea + 4, 2)));
  auto const down = static_cast<float>(static_cast<std::int16_t>(big_endian(file, hhea + 6, 2)));
  if (em <= 0 || up - down <= 0) return sync::Error{sync::Fault::corrupt, "face"};
  return FaceSize{(up - down) / em, up / em};
}

// A soft-edged square: solid in the middle, falling like a blur of a rectangle at its rim. Drawn as nine slices.
void paint_shadow(ImFontAtlas& atlas, ImFontAtlasRect const& r) {
  auto* const texture = atlas.TexData;
  for (int y = 0; y < r.h; ++y)
    for (int x = 0; x < r.w; ++x) {
      auto const edge = [](int at) {
        float const d = std::min(static_cast<float>(at) + 0.5f, shadow_cell - static_cast<float>(at) - 0.5f) / shadow_soft;
        float const t = std::min(1.0f, d);
        return t * t * (3 - 2 * t);
      };
      auto* const pixel = static_cast<unsigned char*>(texture->GetPixelsAt(r.x + x, r.y + y));
      auto const alpha = static_cast<unsigned char>(std::lround(255 * edge(x) * edge(y)));
      pixel[0] = pixel[1] = pixel[2] = 255;
      pixel[3] = alpha;
    }
}

std::uint64_t mix(std::uint64_t hash, void const* data, std::size_t size) {
  auto const* bytes = static_cast<unsigned char const*>(data);
  for (; size >= 8; size -= 8, bytes += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes, 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
  }
  std::uint64_t rest = size;
  std::memcpy(&rest, bytes, size);
  return (hash ^ rest ^ size << 56) * 0xD6E8FEB86659FD93u;
}

}  // namespace

sync::Result<MappedFile> MappedFile::open(std::filesystem::path const& path) {
  int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  void* data = MAP_FAILED;
  if (file >= 0 && fstat(file, &info) == 0 && info.st_size > 0)
    data = mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  if (file >= 0) close(file);
  if (data == MAP_FAILED) return sync::Error{sync::Fault::corrupt, "face: " + path.filename().string()};
  return MappedFile(data, static_cast<std::size_t>(info.st_size));
}

MappedFile::~MappedFile() {
  if (data_) munmap(data_, size_);
}


namespace {

// Behind every face: formulas, arrows, boxes and ticks, which a course may bring and no face of letters has.
constexpr std::array<std::string_view, 3> signs{"signs-math.ttf", "signs-shapes.ttf", "signs-more.ttf"};

// A file that stands behind several faces is mapped once.
sync::Result<sync::BytesView> face_file(Stage::Inner& inner, std::filesystem::path const& folder, std::string_view name) {
  auto found = inner.files.find(name);
  if (found == inner.files.end()) {
    TRY(file, MappedFile::open(folder / name));
    found = inner.files.emplace(name, std::move(file)).first;
  }
  return found->second.bytes();
}

// One face, with the faces behind it for letters it lacks, all at the same em.
sync::Result<FontFace> add_face(Stage::Inner& inner, std::filesystem::path const& folder, std::vector<std::string_view> names) {
  FontFace face;
  if (names.size() > 1) names.insert(names.end(), signs.begin(), signs.end());  // Icons stand alone.
  for (auto const name : names) {
    TRY(bytes, face_file(inner, folder, name));
    TRY(size, size_of_face(bytes));
    ImFontConfig config;
    config.FontDataOwnedByAtlas = true;  // What it does not own ImGui 1.92 copies, each face for itself: twelve megabytes.
    config.MergeMode = face.font != nullptr;
    config.SizePixels = 100 * size.line_per_em;
    config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    auto* const data = const_cast<std::uint8_t*>(bytes.data());
    auto* const font = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), 0, &config);
    if (!font) return sync::Error{sync::Fault::corrupt, "face: " + std::string(name)};
    font->Sources.back()->FontDataOwnedByAtlas = false;  // It is our mapping, and not to be freed.
    if (!face.font) face = {font, size.line_per_em, size.ascender};
  }
  return face;
}

sync::Done add_faces(Stage::Inner& inner, std::filesystem::path const& folder) {
  TRY(regular, add_face(inner, folder, {"text-regular.otf", "wide-regular.ttf"}));
  TRY(bold, add_face(inner, folder, {"text-bold.otf", "wide-bold.ttf"}));
  TRY(italic, add_face(inner, folder, {"text-italic.otf", "wide-italic.ttf"}));
  TRY(bold_italic, add_face(inner, folder, {"text-bold-italic.otf", "wide-bold-italic.ttf"}));
  TRY(code, add_face(inner, folder, {"code-regular.ttf", "wide-regular.ttf"}));
  TRY(code_bold, add_face(inner, folder, {"code-bold.ttf", "wide-bold.ttf"}));
  TRY(icons, add_face(inner, folder, {"icons.ttf"}));
  inner.regular = regular, inner.bold = bold, inner.italic = italic, inner.bold_italic = bold_italic;
  inner.code = code, inner.code_bold = code_bold, inner.icons = icons;
  return {};
}

}  // namespace

sync::Result<Stage> Stage::open(std::filesystem::path const& fonts) {
  auto inner = std::make_unique<Inner>();
  inner->context.reset(ImGui::CreateContext());
  ImGui::SetCurrentContext(inner->context.get());  // CreateContext keeps an older one current.
  auto& io = ImGui::GetIO();
  io.IniFilename = io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouse | ImGuiConfigFlags_NoKeyboard;
  io.Fonts->TexMinWidth = 1024;
  io.Fonts->TexMinHeight = 512;
  CHECKED(add_faces(*inner, fonts));
  return Stage(std::move(inner));
}

Stage::Stage(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
Stage::Stage(Stage&&) noexcept = default;
Stage& Stage::operator=(Stage&&) noexcept = default;

Stage::~Stage() {
  if (!inner_) return;
  make_current();
  drop_pictures();
  for (auto& texture : inner_->leaving) ImGui::UnregisterUserTexture(texture.get());
}

void Stage::make_current() const { ImGui::SetCurrentContext(inner_->context.get()); }
Theme const& Stage::theme() const { return inner_->theme; }
Metrics const& Stage::metrics() const { return inner_->metrics; }
Extent Stage::extent() const { return inner_->extent; }
ImDrawData* Stage::draw_data() const { return inner_->data; }
std::uint64_t Stage::picture_hash() const { return inner_->hash; }
Ledger* Stage::ledger() const { return inner_->ledger; }
void Stage::keep_ledger(Ledger* ledger) { inner_->ledger = ledger; }

void Stage::set_direction(Direction direction) { inner_->mirrored = direction == Direction::right_to_left; }
bool Stage::mirrored() const { return inner_->mirrored && !inner_->upright; }

void Stage::upright(Rect frame, Body body) {
  auto& in = *inner_;
  if (!mirrored()) return body();
  in.upright = true;
  in.upright_by = in.extent.width - frame.right() - frame.x;
  body();
  in.upright = false;
}

void Stage::set_theme(ThemeName name) { inner_->theme = theme_of(name); }

void Stage::set_text_percent(int percent) {
  inner_->percent = percent;
  inner_->metrics = metrics_for(inner_->extent.width, percent);
}

void Stage::begin_stage(Extent extent) {
  auto& in = *inner_;
  make_current();
  in.extent = extent;
  in.metrics = metrics_for(extent.width, in.percent);
  ++in.frame;
  auto& io = ImGui::GetIO();
  io.DisplaySize = {extent.width, extent.height};
  io.DisplayFramebufferScale = {extent.density, extent.density};
  io.DeltaTime = 1.0f / 60;  // Nothing here moves by itself.
  ImGui::NewFrame();
  if (in.shadow_rect < 0) {
    ImFontAtlasRect rect;
    in.shadow_rect = io.Fonts->AddCustomRect(shadow_cell, shadow_cell, &rect);
    if (in.shadow_rect >= 0) paint_shadow(*io.Fonts, rect);
  }
  in.list = ImGui::GetBackgroundDrawList();
  in.list->PushClipRect({0, 0}, {extent.width, extent.height});
  if (in.ledger) in.ledger->clear();
  fill({0, 0, extent.width, extent.height}, colour(Token::page));
}

void Stage::end_stage() {
  auto& in = *inner_;
  in.list->PopClipRect();
  ImGui::Render();
  in.data = ImGui::GetDrawData();
  std::uint64_t hash = 0x243F6A8885A308D3u;
  hash = mix(hash, &in.extent, sizeof in.extent);
  for (auto* const list : in.data->CmdLists) {
    for (auto const& command : list->CmdBuffer) {
      hash = mix(hash, &command.ClipRect, sizeof command.ClipRect);
      // The texture's own number, not its address: the picture counts, not where it lies.
      std::uint64_t const texture =
          command.TexRef._TexData ? static_cast<std::uint64_t>(command.TexRef._TexData->UniqueID) : command.TexRef._TexID;
      std::uint64_t const shape[] = {texture, command.ElemCount, command.IdxOffset, command.VtxOffset};
      hash = mix(hash, shape, sizeof shape);
    }
    hash = mix(hash, list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
    hash = mix(hash, list->_CallbacksDataBuf.Data, static_cast<std::size_t>(list->_CallbacksDataBuf.size_in_bytes()));
    hash = mix(hash, list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
  }
  in.hash = hash;
  std::erase_if(in.blocks, [&in](auto const& kept) { return kept.second.used_in + frames_kept_unused < in.frame; });
}

}  // namespace carrel::kit
