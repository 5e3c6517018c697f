#include "sync/wire/packing.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

namespace carrel::sync::wire {

namespace {

constexpr int gzip_window = 15 + 16;  // zlib: the largest window, in gzip's clothes.
constexpr int zstd_level = 9;         // Bodies are at most some 100 kB: milliseconds even on a small kiosk.
constexpr std::size_t step_bytes = 32 * 1024;

struct DctxFree {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// Room for the next step: one byte more than allowed is enough to know that it is too much.
void grow(Bytes& out, std::size_t used, std::size_t bytes_max) {
  out.resize(std::min(used + step_bytes, bytes_max + 1));
}

Result<Bytes> pack_gzip(BytesView bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) != Z_OK) return Error{Fault::full, "gzip"};
  std::unique_ptr<z_stream, int (*)(z_stream*)> const owner(&stream, deflateEnd);
  Bytes out(deflateBound(&stream, static_cast<uLong>(bytes.size())));
  stream.next_in = const_cast<Bytef*>(bytes.data());  // zlib's header predates const; it does not write there.
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) return Error{Fault::full, "gzip"};
  out.resize(stream.total_out);
  return out;
}

Result<Bytes> unpack_gzip(BytesView bytes, std::size_t bytes_max) {
  z_stream stream{};
  if (inflateInit2(&stream, gzip_window) != Z_OK) return Error{Fault::full, "gzip"};
  std::unique_ptr<z_stream, int (*)(z_stream*)> const owner(&stream, inflateEnd);
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  Bytes out;
  for (;;) {
    std::size_t const used = stream.total_out;
    if (used > bytes_max) return Error{Fault::refused, "gzip size"};
    grow(out, used, bytes_max);
    stream.next_out = out.data() + used;
    stream.avail_out = static_cast<uInt>(out.size() - used);
    int const state = inflate(&stream, Z_NO_FLUSH);
    if (state == Z_STREAM_END) break;
    if (state != Z_OK) return Error{Fault::corrupt, "gzip"};
  }
  if (stream.avail_in != 0) return Error{Fault::corrupt, "gzip end"};
  if (stream.total_out > bytes_max) return Error{Fault::refused, "gzip size"};
  out.resize(stream.total_out);
  return out;
}

Result<Bytes> pack_zstd(BytesView bytes) {
  Bytes out(ZSTD_compressBound(bytes.size()));
  std::size_t const size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), zstd_level);
  if (ZSTD_isError(size)) return Error{Fault::full, "zstd"};
  out.resize(size);
  return out;
}

Result<Bytes> unpack_zstd(BytesView bytes, std::size_t bytes_max) {
  std::unique_ptr<ZSTD_DCtx, DctxFree> const context(ZSTD_createDCtx());
  if (!context) return Error{Fault::full, "zstd"};
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 23);  // RFC 8878: 8 MiB is what a receiver must support.
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  Bytes out;
  std::size_t used = 0;
  for (;;) {
    if (used > bytes_max) return Error{Fault::refused, "zstd size"};
    grow(out, used, bytes_max);
    ZSTD_outBuffer to{out.data(), out.size(), used};
    std::size_t const left = ZSTD_decompressStream(context.get(), &to, &in);
    if (ZSTD_isError(left)) return Error{Fault::corrupt, "zstd"};
    bool const stuck = to.pos == used && in.pos == in.size;
    used = to.pos;
    if (left == 0) break;
    if (stuck) return Error{Fault::corrupt, "zstd end"};
  }
  if (in.pos != in.size) return Error{Fault::corrupt, "zstd end"};
  if (used > bytes_max) return Error{Fault::refused, "zstd size"};
  out.resize(used);
  return out;
}

}  // namespace

std::optional<Packing> packing_named(std::string_view name) {
  if (name.empty() || name == "identity") return Packing::none;
  if (name == "gzip") return Packing::gzip;
  if (name == "zstd") return Packing::zstd;
  return std::nullopt;
}

std::string_view name_of(Packing packing) {
  switch (packing) {
    case Packing::none: return {};
    case Packing::gzip: return "gzip";
    case Packing::zstd: return "zstd";
  }
  return {};
}

Result<Bytes> pack(Packing packing, BytesView bytes) {
  switch (packing) {
    case Packing::none: return to_bytes(bytes);
    case Packing::gzip: return pack_gzip(bytes);
    case Packing::zstd: return pack_zstd(bytes);
  }
  return Error{Fault::invalid, "packing"};
}

Result<Bytes> unpack(Packing packing, BytesView bytes, std::size_t bytes_max) {
  switch (packing) {
    case Packing::none:
      if (bytes.size() > bytes_max) return Error{Fault::refused, "size"};
      return to_bytes(bytes);
    case Packing::gzip: return unpack_gzip(bytes, bytes_max);
    case Packing::zstd: return unpack_zstd(bytes, bytes_max);
  }
  return Error{Fault::invalid, "packing"};
}

}  // namespace carrel::sync::wire
