#include "client/ctl/pack/oci_layout.h"

#include <algorithm>
#include <cassert>
#include <fstream>
#include <set>

#include "sync/base/limits.h"

namespace carrel::client {
namespace fs = std::filesystem;
using sync::BytesView;
using sync::BlobDigest;
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Result;
namespace {

constexpr std::string_view layout_text = R"({"imageLayoutVersion":"1.0.0"})";

// Written beside and renamed, so that a name never stands for half a file.
Done write_file(fs::path const& path, BytesView bytes) {
  auto part = path;
  part += ".part";
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<char const*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    file.flush();
    if (!file) return Error{Fault::full, "cannot write " + path.string()};
  }
  std::error_code failed;
  fs::rename(part, path, failed);
  if (failed) return Error{Fault::full, "cannot write " + path.string()};
  return {};
}

fs::path blob_path(fs::path const& folder, BlobDigest const& digest) { return folder / "blobs" / "sha256" / digest.hex(); }

}  // namespace

Result<OciLayout> OciLayout::open(fs::path const& folder) {
  std::error_code failed;
  if (fs::exists(folder, failed) && !fs::is_empty(folder, failed) && !fs::exists(folder / "oci-layout", failed))
    return Error{Fault::refused, folder.string() + " is not empty and holds no course pack; name another folder"};
  fs::create_directories(folder / "blobs" / "sha256", failed);
  if (failed) return Error{Fault::full, "cannot make the folder " + folder.string()};
  CHECKED(write_file(folder / "oci-layout", sync::as_bytes(layout_text)));
  return OciLayout(folder);
}

Done OciLayout::write_blob(BlobDigest const& digest, BytesView bytes) { return write_file(blob_path(folder_, digest), bytes); }

Done OciLayout::add(std::string const& title, std::string_view media_type, BytesView bytes) {
  assert(!has(title));
  sync::Layer layer{std::string(media_type), BlobDigest::of(bytes), bytes.size(), title, {}};
  if (layer.piece_count() > 1)
    for (std::uint64_t i = 0; i < layer.piece_count(); ++i)
      layer.pieces.push_back(BlobDigest::of(bytes.subspan(i * sync::limits::piece_bytes, layer.piece_length(i))));
  CHECKED(write_blob(layer.digest, bytes));
  titles_.emplace(title, manifest_.layers.size());
  manifest_.layers.push_back(std::move(layer));
  return {};
}

Done OciLayout::add_file(std::string const& title, std::string_view media_type, fs::path const& file) {
  assert(!has(title));
  std::ifstream in(file, std::ios::binary);
  auto const part = folder_ / "incoming.part";
  sync::Layer layer{std::string(media_type), {}, 0, title, {}};
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    sync::Hasher whole;
    sync::Bytes piece(sync::limits::piece_bytes);
    while (in) {
      in.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
      auto const count = static_cast<std::size_t>(in.gcount());
      if (count == 0) break;
      auto const bytes = BytesView(piece).first(count);
      whole.add(bytes);
      layer.pieces.push_back(BlobDigest::of(bytes));
      layer.size += count;
      out.write(reinterpret_cast<char const*>(piece.data()), static_cast<std::streamsize>(count));
    }
    if (in.bad() || !in.eof()) return Error{Fault::invalid, "cannot read " + file.string()};
    out.flush();
    if (!out) return Error{Fault::full, "cannot write into " + folder_.string()};
    layer.digest = whole.finish();
  }
  if (layer.size > sync::layer_bytes_max) return Error{Fault::refused, file.string() + " is larger than a course may hold"};
  if (layer.pieces.size() <= 1) layer.pieces.clear();
  std::error_code failed;
  fs::rename(part, blob_path(folder_, layer.digest), failed);
  if (failed) return Error{Fault::full, "cannot write into " + folder_.string()};
  titles_.emplace(title, manifest_.layers.size());
  manifest_.layers.push_back(std::move(layer));
  return {};
}

void OciLayout::abandon() {
  std::error_code failed;
  fs::remove(folder_ / "incoming.part", failed);
  if (fs::exists(folder_ / "index.json", failed)) return;  // Blobs that nothing names do no harm; the next pack removes them.
  fs::remove_all(folder_ / "blobs", failed);
  fs::remove(folder_ / "oci-layout", failed);
  fs::remove(folder_, failed);
}

Result<BlobDigest> OciLayout::finish(BytesView config, std::map<std::string, std::string> annotations, std::string const& tag) {
  manifest_.config = {std::string(sync::media::config), BlobDigest::of(config), config.size(), {}, {}};
  if (manifest_.config.piece_count() > 1)
    for (std::uint64_t i = 0; i < manifest_.config.piece_count(); ++i)
      manifest_.config.pieces.push_back(BlobDigest::of(config.subspan(i * sync::limits::piece_bytes, manifest_.config.piece_length(i))));
  CHECKED(write_blob(manifest_.config.digest, config));
  manifest_.annotations = std::move(annotations);
  std::sort(manifest_.layers.begin(), manifest_.layers.end(), [](auto const& a, auto const& b) { return a.title < b.title; });
  auto const text = sync::write_manifest(manifest_);
  auto const digest = BlobDigest::of(sync::as_bytes(text));
  CHECKED(write_blob(digest, sync::as_bytes(text)));

  using sync::Json;
  auto entry = Json::object({{"mediaType", sync::media::manifest}, {"artifactType", sync::media::course}, {"digest", digest.text()},
                             {"size", static_cast<std::int64_t>(text.size())},
                             {"annotations", Json::object({{"org.opencontainers.image.ref.name", tag}})}});
  auto index = Json::object({{"schemaVersion", 2}, {"mediaType", sync::media::index}, {"manifests", sync::JsonArray{std::move(entry)}}});
  CHECKED(write_file(folder_ / "index.json", sync::as_bytes(sync::write_json(index))));

  std::set<std::string> named{digest.hex(), manifest_.config.digest.hex()};
  for (auto const& layer : manifest_.layers) named.insert(layer.digest.hex());
  std::error_code failed;
  for (auto const& file : fs::directory_iterator(folder_ / "blobs" / "sha256", failed))
    if (named.count(file.path().filename().string()) == 0) fs::remove(file.path(), failed);
  return digest;
}

}  // namespace carrel::client
