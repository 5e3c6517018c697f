#include "sync/wire/letters.h"

#include <algorithm>
#include <optional>

#include "sync/base/varint.h"

namespace carrel::sync::wire {

namespace {

constexpr std::uint8_t form = 1;

}  // namespace

Bytes write_letters(std::span<Letter const> letters) {
  Bytes body{form};
  for (auto const& letter : letters) {
    body.insert(body.end(), letter.id.bytes.begin(), letter.id.bytes.end());
    put_varint(body, static_cast<std::uint64_t>(letter.seq));
    put_varint(body, letter.sealed.size());
    body.insert(body.end(), letter.sealed.begin(), letter.sealed.end());
  }
  return body;
}

Result<std::vector<Letter>> read_letters(BytesView body) {
  Error const broken{Fault::corrupt, "letters"};
  if (body.empty() || body[0] != form) return broken;
  body = body.subspan(1);
  std::vector<Letter> letters;
  while (!body.empty()) {
    Letter letter;
    if (body.size() < letter.id.bytes.size()) return broken;
    std::copy_n(body.begin(), letter.id.bytes.size(), letter.id.bytes.begin());
    body = body.subspan(letter.id.bytes.size());
    auto const seq = take_varint(body);
    auto const size = take_varint(body);
    if (!seq || *seq < 1 || *seq > INT64_MAX || !size || *size < 1 || *size > body.size()) return broken;
    letter.seq = static_cast<std::int64_t>(*seq);
    letter.sealed = body.first(static_cast<std::size_t>(*size));
    body = body.subspan(static_cast<std::size_t>(*size));
    letters.push_back(letter);
  }
  return letters;
}

}  // namespace carrel::sync::wire
