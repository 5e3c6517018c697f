#include "sync/parcel/manifest.h"

#include <algorithm>
#include <set>

#include "sync/base/limits.h"

namespace carrel::sync {
namespace {

constexpr std::string_view title_key = "org.opencontainers.image.title";
constexpr std::string_view pieces_key = "vnd.carrel.pieces";  // base64url of the digests, one behind the other.

Error corrupt(std::string_view what) { return {Fault::corrupt, "manifest " + std::string(what)}; }

Result<std::vector<BlobDigest>> parse_pieces(std::string_view text, std::uint64_t count) {
  TRY(raw, from_base64url(text));
  if (raw.size() != count * 32) return corrupt("piece list");
  std::vector<BlobDigest> out(count);
  for (std::size_t i = 0; i < count; ++i) std::copy_n(raw.begin() + static_cast<std::ptrdiff_t>(i * 32), 32, out[i].bytes.begin());
  return out;
}

Result<Layer> parse_layer(Json const& json, bool needs_title) {
  Layer layer;
  TRY(media_type, json.text("mediaType"));
  TRY(digest_text, json.text("digest"));
  TRY(digest, BlobDigest::parse(digest_text));
  TRY(size, json.number("size"));
  if (size < 0 || static_cast<std::uint64_t>(size) > layer_bytes_max) return corrupt("size");
  layer.media_type = std::move(media_type);
  layer.digest = digest;
  layer.size = static_cast<std::uint64_t>(size);
  auto const* annotations = json.find("annotations");
  if (needs_title) {
    layer.title = annotations ? annotations->text_or(title_key, "") : "";
    if (!is_safe_title(layer.title)) return corrupt("title");
  }
  auto const list = annotations ? annotations->text_or(pieces_key, "") : "";
  if (layer.piece_count() > 1) {
    TRY(pieces, parse_pieces(list, layer.piece_count()));
    layer.pieces = std::move(pieces);
  } else if (!list.empty()) {
    return corrupt("piece list");
  }
  return layer;
}

Json write_layer(Layer const& layer) {
  auto out = Json::object({{"mediaType", layer.media_type},
                           {"digest", layer.digest.text()},
                           {"size", static_cast<std::int64_t>(layer.size)}});
  Json annotations{JsonObject{}};
  if (!layer.title.empty()) annotations.set(title_key, layer.title);
  if (!layer.pieces.empty()) {
    Bytes raw;
    for (auto const& piece : layer.pieces) raw.insert(raw.end(), piece.bytes.begin(), piece.bytes.end());
    annotations.set(pieces_key, to_base64url(raw));
  }
  if (!annotations.object()->empty()) out.set("annotations", std::move(annotations));
  return out;
}

}  // namespace

std::uint64_t Layer::piece_count() const { return size == 0 ? 1 : (size + limits::piece_bytes - 1) / limits::piece_bytes; }
std::uint64_t Layer::piece_length(std::uint64_t piece) const {
  return std::min<std::uint64_t>(limits::piece_bytes, size - piece * limits::piece_bytes);
}

Layer const* Manifest::find(std::string_view title) const {
  for (auto const& layer : layers)
    if (layer.title == title) return &layer;
  return nullptr;
}

std::uint64_t Manifest::bytes() const {
  std::uint64_t sum = config.size;
  std::set<BlobDigest> seen{config.digest};
  for (auto const& layer : layers)
    if (seen.insert(layer.digest).second) sum += layer.size;
  return sum;
}

Result<Manifest> parse_manifest(BytesView bytes) {
  if (bytes.size() > limits::manifest_bytes_max) return corrupt("is too large");
  TRY(json, parse_json(as_text(bytes)));
  if (json.number_or("schemaVersion", 0) != 2 || json.text_or("mediaType", "") != media::manifest) return corrupt("kind");
  if (json.text_or("artifactType", "") != media::course) return Error{Fault::stale, "artifact type"};
  auto const* config = json.find("config");
  if (!config) return corrupt("config");
  Manifest out;
  TRY(parsed_config, parse_layer(*config, false));
  if (parsed_config.media_type != media::config) return Error{Fault::stale, "config type"};
  if (parsed_config.size == 0 || parsed_config.size > config_bytes_max) return corrupt("config size");
  out.config = std::move(parsed_config);
  auto const& layers = json.list("layers");
  if (layers.size() > layers_max) return corrupt("has too many layers");
  std::set<std::string> titles;
  std::map<BlobDigest, std::uint64_t> sizes{{out.config.digest, out.config.size}};
  for (auto const& one : layers) {
    TRY(layer, parse_layer(one, true));
    if (!titles.insert(layer.title).second) return corrupt("title stands twice");
    // The same bytes cannot have two lengths.
    if (sizes.emplace(layer.digest, layer.size).first->second != layer.size) return corrupt("size");
    out.layers.push_back(std::move(layer));
  }
  if (auto const* annotations = json.find("annotations"); annotations && annotations->object())
    for (auto const& [name, value] : *annotations->object())
      if (value.string()) out.annotations.emplace(name, *value.string());
  return out;
}

std::string write_manifest(Manifest const& manifest) {
  JsonArray layers;
  for (auto const& layer : manifest.layers) layers.push_back(write_layer(layer));
  auto out = Json::object({{"schemaVersion", 2}, {"mediaType", media::manifest}, {"artifactType", media::course},
                           {"config", write_layer(manifest.config)}, {"layers", std::move(layers)}});
  if (!manifest.annotations.empty()) {
    Json annotations{JsonObject{}};
    for (auto const& [name, value] : manifest.annotations) annotations.set(name, value);
    out.set("annotations", std::move(annotations));
  }
  return write_json(out);
}

bool is_safe_title(std::string_view title) {
  if (title.empty() || title.size() > 255 || !is_utf8(title)) return false;
  for (unsigned char c : title)
    if (c < 0x20 || c == 0x7F || c == '\\' || c == ':') return false;
  for (std::size_t from = 0; from <= title.size();) {
    auto end = std::min(title.find('/', from), title.size());
    auto part = title.substr(from, end - from);
    if (part.empty() || part == "." || part == "..") return false;
    from = end + 1;
  }
  return true;
}

bool is_course_name(std::string_view name) {
  if (name.empty() || name.size() > 100) return false;
  bool separator = true;  // As if one stood before the first letter.
  for (char c : name) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (separator || (c != '-' && c != '_' && c != '.'))) return false;
    separator = !letter;
  }
  return !separator;
}

}  // namespace carrel::sync
