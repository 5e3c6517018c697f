#include "sync/trust/seal.h"

#include <zstd.h>

#include <memory>

#include "sync/base/limits.h"
#include "sync/trust/action_dictionary.h"
#include "sync/trust/padding.h"
#include "sync/trust/purposes.h"

namespace carrel::sync {

namespace {

// Inside the box: format byte, signature, zstd frame, padding. The frame is signed, so it is verified before it is unpacked.
constexpr std::size_t signature_size = 64;
constexpr std::size_t box_overhead = 48;
constexpr std::uint8_t news_format = 1;
// An action is a form: what unpacks to more than this is an attack on memory.
constexpr std::size_t unpacked_bytes_max = 8 * limits::action_bytes_max;

struct FreeCompressor { void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); } };
struct FreeUnpacker { void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); } };

Result<Bytes> compress(std::string_view text) {
  std::unique_ptr<ZSTD_CCtx, FreeCompressor> const context(ZSTD_createCCtx());
  if (!context) return Error{Fault::full, "zstd"};
  auto const dictionary = action_dictionary();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 19);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 0);  // The seal checks every bit already.
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_loadDictionary(context.get(), dictionary.data(), dictionary.size());
  Bytes packed(ZSTD_compressBound(text.size()));
  auto const size = ZSTD_compress2(context.get(), packed.data(), packed.size(), text.data(), text.size());
  if (ZSTD_isError(size)) return Error{Fault::full, "zstd compress"};
  packed.resize(size);
  return packed;
}

Result<std::string> uncompress(BytesView packed) {
  auto const size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > unpacked_bytes_max)
    return Error{Fault::corrupt, "action frame size"};
  std::unique_ptr<ZSTD_DCtx, FreeUnpacker> const context(ZSTD_createDCtx());
  if (!context) return Error{Fault::full, "zstd"};
  auto const dictionary = action_dictionary();
  std::string text(static_cast<std::size_t>(size), '\0');
  auto const done = ZSTD_decompress_usingDict(context.get(), text.data(), text.size(), packed.data(), packed.size(),
                                              dictionary.data(), dictionary.size());
  if (ZSTD_isError(done) || done != text.size()) return Error{Fault::corrupt, "action frame"};
  return text;
}

Json to_json(ActionPlain const& plain) {
  return Json::object({{"v", 1},
                       {"id", plain.id.text()},
                       {"kind", plain.kind},
                       {"schema", plain.schema},
                       {"device", plain.device.text()},
                       {"learner", plain.learner.text()},
                       {"seq", plain.seq},
                       {"filed_at", to_rfc3339(plain.filed_at)},
                       {"proven_at", to_rfc3339(plain.evidence.proven)},
                       {"awake_s", static_cast<std::int64_t>(plain.evidence.awake_since_then.count())},
                       {"body", plain.body}});
}

template <class AnyId>
Result<AnyId> id_member(Json const& json, std::string_view name) {
  TRY(text, json.text(name));
  auto const id = AnyId::parse(text);
  if (!id) return Error{Fault::corrupt, "action " + std::string(name)};
  return *id;
}

Result<WallTime> time_member(Json const& json, std::string_view name) {
  TRY(text, json.text(name));
  auto const time = from_rfc3339(text);
  if (!time) return Error{Fault::corrupt, "action " + std::string(name)};
  return *time;
}

Result<ActionPlain> read_plain(Json const& json) {
  TRY(version, json.number("v"));
  if (version != 1) return Error{Fault::stale, "action version"};
  ActionPlain plain;
  TRY(id, id_member<ActionId>(json, "id"));
  TRY(kind, json.text("kind"));
  TRY(schema, json.number("schema"));
  TRY(device, id_member<DeviceId>(json, "device"));
  TRY(learner, id_member<LearnerId>(json, "learner"));
  TRY(seq, json.number("seq"));
  TRY(filed_at, time_member(json, "filed_at"));
  TRY(proven_at, time_member(json, "proven_at"));
  TRY(awake, json.number("awake_s"));
  auto const* const body = json.find("body");
  if (!body) return Error{Fault::corrupt, "action body"};
  return ActionPlain{id, kind, schema, device, learner, seq, filed_at, {proven_at, std::chrono::seconds{awake}}, *body};
}

/// Bound to the platform's key, so that nobody can unseal an action and pass it on as one that was meant for them.
Bytes what_is_signed(SealPublicKey const& platform, BytesView frame) {
  Bytes bytes(platform.bytes.begin(), platform.bytes.end());
  bytes.push_back(action_format);
  bytes.insert(bytes.end(), frame.begin(), frame.end());
  return bytes;
}

}  // namespace

Result<SealedAction> seal_action(ActionPlain const& plain, SignKeyPair const& learner, SealPublicKey const& platform) {
  TRY(frame, compress(write_json(to_json(plain))));
  auto const signature = sign(learner, purposes::action_signature, what_is_signed(platform, frame));
  Bytes inner;
  inner.reserve(2 * (1 + signature_size + frame.size()));
  inner.push_back(action_format);
  inner.insert(inner.end(), signature.begin(), signature.end());
  inner.insert(inner.end(), frame.begin(), frame.end());
  pad(inner, box_overhead);
  SealedAction sealed{plain.id, seal_box(platform, inner), {}};
  if (sealed.sealed.size() > limits::action_bytes_max) return Error{Fault::invalid, "action too long"};
  sealed.digest = digest_of(sealed.sealed);
  return sealed;
}

Result<OpenedAction> open_action(BytesView sealed, SealKeyPair const& platform) {
  if (sealed.size() > limits::action_bytes_max) return Error{Fault::corrupt, "action too long"};
  TRY(padded, open_box(platform, sealed));
  TRY(inner, unpad(padded));
  if (inner.empty()) return Error{Fault::corrupt, "action empty"};
  if (inner[0] != action_format) return Error{Fault::stale, "action format"};
  if (inner.size() < 1 + signature_size) return Error{Fault::corrupt, "action size"};
  OpenedAction opened;
  opened.signature_ = to_bytes(inner.subspan(1, signature_size));
  auto const frame = inner.subspan(1 + signature_size);
  opened.signed_bytes_ = what_is_signed(platform.public_key, frame);
  TRY(text, uncompress(frame));
  TRY(json, parse_json(text));
  TRY(plain, read_plain(json));
  opened.plain_ = std::move(plain);
  return opened;
}

Result<ActionPlain> OpenedAction::verified_by(SignPublicKey const& learner) const {
  if (!check_signature(learner, purposes::action_signature, signed_bytes_, signature_))
    return Error{Fault::refused, "action signed by another"};
  return plain_;
}

Bytes seal_news(Json const& news, SealPublicKey const& learner) {
  auto const text = write_json(news);
  Bytes inner;
  inner.reserve(2 * (1 + text.size()));
  inner.push_back(news_format);
  inner.insert(inner.end(), text.begin(), text.end());
  pad(inner, box_overhead);
  return seal_box(learner, inner);
}

Result<Json> open_news(BytesView sealed, SealKeyPair const& learner) {
  TRY(padded, open_box(learner, sealed));
  TRY(inner, unpad(padded));
  if (inner.empty()) return Error{Fault::corrupt, "news empty"};
  if (inner[0] != news_format) return Error{Fault::stale, "news format"};
  return parse_json(as_text(inner.subspan(1)));
}

}  // namespace carrel::sync
