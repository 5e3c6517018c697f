#include "sync/trust/seal.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "sync/base/limits.h"
#include "sync/base/varint.h"
#include "sync/trust/action_dictionary.h"
#include "sync/trust/action_form.h"
#include "sync/trust/padding.h"
#include "sync/trust/purposes.h"

namespace carrel::sync {

namespace {

// Inside the box, format 1: format byte, signature, zstd frame of JSON, padding. Format 2: format byte, signature, part of the learner's
// id, times, zstd frame of a form without its magic number, padding.
constexpr std::size_t signature_size = 64;
constexpr std::size_t box_overhead = 48;
constexpr std::uint8_t news_format = 1;
constexpr std::size_t learner_hint_size = 4;  // Enough to tell the learners of one device apart; the signature covers the whole id.
constexpr std::array<std::uint8_t, 4> zstd_magic{0x28, 0xb5, 0x2f, 0xfd};
// Times are counted from here, so that they take four bytes until 2033.
constexpr WallTime times_from = std::chrono::sys_days{std::chrono::year{2025} / 1 / 1};
// An action is a form: what unpacks to more than this is an attack on memory.
constexpr std::size_t unpacked_bytes_max = 8 * limits::action_bytes_max;

struct FreeCompressor { void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); } };
struct FreeUnpacker { void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); } };

// Words are worth the effort. A photo hardly packs, and with the most effort a part of it took fifty times as long for nothing.
constexpr int level_for_files = 3;

Result<Bytes> compress(BytesView text, int level) {
  std::unique_ptr<ZSTD_CCtx, FreeCompressor> const context(ZSTD_createCCtx());
  if (!context) return Error{Fault::full, "zstd"};
  auto const dictionary = action_dictionary_2();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 0);  // The seal checks every bit already.
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_loadDictionary(context.get(), dictionary.data(), dictionary.size());
  Bytes packed(ZSTD_compressBound(text.size()));
  auto const size = ZSTD_compress2(context.get(), packed.data(), packed.size(), text.data(), text.size());
  if (ZSTD_isError(size)) return Error{Fault::full, "zstd compress"};
  packed.resize(size);
  return packed;
}

Result<std::string> uncompress(BytesView packed, BytesView dictionary) {
  auto const size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > unpacked_bytes_max)
    return Error{Fault::corrupt, "action frame size"};
  std::unique_ptr<ZSTD_DCtx, FreeUnpacker> const context(ZSTD_createDCtx());
  if (!context) return Error{Fault::full, "zstd"};
  std::string text(static_cast<std::size_t>(size), '\0');
  auto const done = ZSTD_decompress_usingDict(context.get(), text.data(), text.size(), packed.data(), packed.size(),
                                              dictionary.data(), dictionary.size());
  if (ZSTD_isError(done) || done != text.size()) return Error{Fault::corrupt, "action frame"};
  return text;
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

std::uint64_t zigzag(std::int64_t number) {
  return static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63);
}
std::int64_t unzigzag(std::uint64_t number) { return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1); }

void append(Bytes& out, BytesView part) { out.insert(out.end(), part.begin(), part.end()); }

/// What is signed begins with the platform's key, so that nobody can unseal an action and pass it on as one that was meant for them;
/// in format 2 the names outside follow, then the learner, then what stands inside.
Bytes signed_before(std::uint8_t format, SealPublicKey const& platform, ActionOutside const& outside) {
  Bytes bytes(platform.bytes.begin(), platform.bytes.end());
  bytes.push_back(format);
  if (format == action_format_1) return bytes;
  append(bytes, outside.id.bytes);
  append(bytes, outside.device.bytes);
  return bytes;
}

/// The inside of format 2, behind the signature. Fault::full when memory is short.
Result<Bytes> write_inside(ActionPlain const& plain) {
  auto const seconds = [](auto span) { return zigzag(std::chrono::duration_cast<std::chrono::seconds>(span).count()); };
  auto form = write_form(plain.kind, plain.body);
  TRY(frame, compress(form, plain.kind == "evidence" ? level_for_files : ZSTD_maxCLevel()));
  Bytes inside(plain.learner.bytes.begin(), plain.learner.bytes.begin() + learner_hint_size);
  put_varint(inside, zigzag(plain.schema));
  put_varint(inside, zigzag(plain.seq));
  put_varint(inside, seconds(plain.filed_at - times_from));
  put_varint(inside, seconds(plain.filed_at - plain.evidence.proven));
  put_varint(inside, seconds(plain.evidence.awake_since_then));
  append(inside, BytesView(frame).subspan(zstd_magic.size()));
  return inside;
}

/// All but the learner, of whom the inside knows a part.
Result<ActionPlain> read_inside(BytesView inside, ActionOutside const& outside) {
  ActionPlain plain;
  plain.id = outside.id;
  plain.device = outside.device;
  if (inside.size() < learner_hint_size) return Error{Fault::corrupt, "action size"};
  std::copy_n(inside.begin(), learner_hint_size, plain.learner.bytes.begin());
  inside = inside.subspan(learner_hint_size);
  std::array<std::int64_t, 5> numbers{};
  for (auto& number : numbers) {
    auto const taken = take_varint(inside);
    if (!taken) return Error{Fault::corrupt, "action numbers"};
    number = unzigzag(*taken);
    // Ten thousand years: sums of these never overflow.
    if (std::abs(number / 2) > 160'000'000'000) return Error{Fault::corrupt, "action numbers"};
  }
  plain.schema = numbers[0];
  plain.seq = numbers[1];
  plain.filed_at = times_from + std::chrono::seconds{numbers[2]};
  plain.evidence.proven = plain.filed_at - std::chrono::seconds{numbers[3]};
  plain.evidence.awake_since_then = std::chrono::seconds{numbers[4]};
  Bytes frame(zstd_magic.begin(), zstd_magic.end());
  append(frame, inside);
  TRY(text, uncompress(frame, action_dictionary_2()));
  TRY(form, read_form(as_bytes(text)));
  plain.kind = std::move(form.kind);
  plain.body = std::move(form.body);
  return plain;
}

Result<ActionPlain> read_json_inside(BytesView inside) {
  TRY(text, uncompress(inside, as_bytes(action_dictionary())));
  TRY(json, parse_json(text));
  return read_plain(json);
}

}  // namespace

Result<SealedAction> seal_action(ActionPlain const& plain, SignKeyPair const& learner, SealPublicKey const& platform) {
  TRY(inside, write_inside(plain));
  auto to_sign = signed_before(action_format_2, platform, {plain.id, plain.device});
  append(to_sign, plain.learner.bytes);
  append(to_sign, inside);
  auto const signature = sign(learner, purposes::action_signature, to_sign);
  Bytes inner;
  inner.reserve(2 * (1 + signature_size + inside.size()));
  inner.push_back(action_format_2);
  append(inner, signature);
  append(inner, inside);
  pad(inner, box_overhead);
  SealedAction sealed{plain.id, seal_box(platform, inner), {}};
  if (sealed.sealed.size() > limits::action_bytes_max) return Error{Fault::invalid, "action too long"};
  sealed.digest = digest_of(sealed.sealed);
  return sealed;
}

struct ActionReader {
  static Result<OpenedAction> read(BytesView inner, SealPublicKey const& platform, ActionOutside const& outside) {
    auto const format = inner[0];
    auto const inside = inner.subspan(1 + signature_size);
    OpenedAction opened;
    TRY(plain, format == action_format_1 ? read_json_inside(inside) : read_inside(inside, outside));
    opened.plain_ = std::move(plain);
    opened.learner_bytes_ = format == action_format_1 ? opened.plain_.learner.bytes.size() : learner_hint_size;
    opened.signed_before_ = signed_before(format, platform, outside);
    opened.signed_after_ = to_bytes(inside);
    opened.signature_ = to_bytes(inner.subspan(1, signature_size));
    return opened;
  }
};

Result<OpenedAction> open_action(BytesView sealed, SealKeyPair const& platform, ActionOutside const& outside) {
  if (sealed.size() > limits::action_bytes_max) return Error{Fault::corrupt, "action too long"};
  TRY(padded, open_box(platform, sealed));
  TRY(inner, unpad(padded));
  if (inner.empty()) return Error{Fault::corrupt, "action empty"};
  if (inner[0] != action_format_1 && inner[0] != action_format_2) return Error{Fault::stale, "action format"};
  if (inner.size() < 1 + signature_size) return Error{Fault::corrupt, "action size"};
  return ActionReader::read(inner, platform.public_key, outside);
}

bool OpenedAction::may_be_of(LearnerId const& learner) const {
  auto const known = BytesView(plain_.learner.bytes).first(learner_bytes_);
  return std::equal(known.begin(), known.end(), learner.bytes.begin());
}

Result<ActionPlain> OpenedAction::verified_by(LearnerId const& learner, SignPublicKey const& key) const {
  Bytes signed_bytes = signed_before_;
  if (learner_bytes_ < learner.bytes.size()) append(signed_bytes, learner.bytes);
  append(signed_bytes, signed_after_);
  if (!may_be_of(learner) || !check_signature(key, purposes::action_signature, signed_bytes, signature_))
    return Error{Fault::refused, "action signed by another"};
  auto plain = plain_;
  plain.learner = learner;
  return plain;
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
