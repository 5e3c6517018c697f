// Where the bytes of courses come from in a test: any number of editions, served by digest.
#pragma once

#include <map>
#include <string>

#include "sync/base/json.h"
#include "sync/base/limits.h"
#include "sync/engine/piece_source.h"
#include "sync/parcel/manifest.h"
#include "sync/parcel/zstd_text.h"

namespace carrel::tests {

using namespace carrel::sync;

struct Shelf {
  std::map<std::string, Bytes> blobs;
  JsonArray editions;
  std::uint64_t served = 0;

  Layer add(std::string const& title, std::string_view media_type, Bytes bytes) {
    Layer layer{std::string(media_type), BlobDigest::of(bytes), bytes.size(), title, {}};
    if (layer.piece_count() > 1)
      for (std::uint64_t i = 0; i < layer.piece_count(); ++i)
        layer.pieces.push_back(BlobDigest::of(BytesView(bytes).subspan(i * limits::piece_bytes, layer.piece_length(i))));
    blobs[layer.digest.text()] = std::move(bytes);
    return layer;
  }
  // An edition whose large file begins with `first` and whose text is `text`.
  std::string publish(std::string const& course, std::string const& name, std::string const& text, std::uint8_t first) {
    Manifest manifest;
    manifest.config = add("", media::config, to_bytes("{\"title\":\"" + name + "\"}"));
    manifest.config.title.clear();
    Bytes large(2 * limits::piece_bytes + 100, 7);
    large[0] = first;
    manifest.layers = {add("chapters/a.json", media::chapter, pack_zstd(as_bytes(text))),
                       add("files/big.bin", "application/octet-stream", large), add("files/empty", "text/plain", {}),
                       add("figures/same.png", "image/png", Bytes(500, 1))};
    manifest.annotations["org.opencontainers.image.version"] = name;
    return offer(course, to_bytes(write_manifest(manifest)), manifest.bytes());
  }
  std::string offer(std::string const& course, Bytes manifest, std::uint64_t size) {
    auto const digest = BlobDigest::of(manifest).text();
    size += manifest.size();
    blobs[digest] = std::move(manifest);
    editions.insert(editions.begin(), Json::object({{"course", course}, {"manifest", digest}, {"size", static_cast<std::int64_t>(size)}}));
    return digest;
  }
  Json catalogue() const { return Json::object({{"v", 1}, {"editions", editions}}); }
  BytesView serve(PieceJob const& job) {
    BytesView const all = blobs.at(job.digest);
    if (job.kind == PieceJob::Kind::manifest) return all;
    served += job.length;
    return all.subspan(job.offset, job.length);
  }
};

}  // namespace carrel::tests
