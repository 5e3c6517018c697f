#include "sync/parcel/zstd_text.h"

#include <memory>

#include <zstd.h>

namespace carrel::sync {
namespace {
struct FreePacker {
  void operator()(ZSTD_CCtx* c) const { ZSTD_freeCCtx(c); }
};
struct FreeUnpacker {
  void operator()(ZSTD_DCtx* c) const { ZSTD_freeDCtx(c); }
};
constexpr int window_log_max = 23;  // 8 MB: what a kiosk may be asked to keep while it unpacks.
}  // namespace

Bytes pack_zstd(BytesView bytes) {
  std::unique_ptr<ZSTD_CCtx, FreePacker> packer(ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(packer.get(), ZSTD_c_compressionLevel, 19);
  ZSTD_CCtx_setParameter(packer.get(), ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter(packer.get(), ZSTD_c_windowLog, window_log_max);
  Bytes out(ZSTD_compressBound(bytes.size()));
  out.resize(ZSTD_compress2(packer.get(), out.data(), out.size(), bytes.data(), bytes.size()));
  return out;
}

Result<Bytes> unpack_zstd(BytesView packed, std::size_t bytes_max) {
  auto const corrupt = [] { return Error{Fault::corrupt, "zstd"}; };
  std::unique_ptr<ZSTD_DCtx, FreeUnpacker> unpacker(ZSTD_createDCtx());
  ZSTD_DCtx_setParameter(unpacker.get(), ZSTD_d_windowLogMax, window_log_max);
  Bytes out;
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::size_t left = 1;
  // Grows by what is really there; a size stated in the header is a claim.
  while (in.pos < in.size || left != 0) {
    auto const have = out.size();
    auto const step = std::min<std::size_t>(ZSTD_DStreamOutSize(), bytes_max + 1 - have);
    out.resize(have + step);
    ZSTD_outBuffer to{out.data() + have, step, 0};
    left = ZSTD_decompressStream(unpacker.get(), &to, &in);
    out.resize(have + to.pos);
    if (ZSTD_isError(left) || out.size() > bytes_max) return corrupt();
    if (left == 0 && in.pos < in.size) return corrupt();  // Something behind the frame.
    if (left != 0 && in.pos == in.size && to.pos < step) return corrupt();  // Cut short.
  }
  return out;
}

}  // namespace carrel::sync
