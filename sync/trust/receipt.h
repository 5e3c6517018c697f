// The platform's signed word that it has our actions. Pure: nothing is called delivered before judge_receipt agrees.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/base/id.h"
#include "sync/base/time.h"
#include "sync/trust/dsse.h"

namespace carrel::sync {

inline constexpr std::string_view receipts_type = "application/vnd.carrel.receipts.v1+json";

struct Receipt {
  ActionId id;
  LetterDigest digest;
  WallTime received_at{};  ///< The platform's clock: from here legal periods run.
  std::optional<std::string> reference;
  std::optional<std::chrono::year_month_day> acknowledge_by;
  std::optional<std::chrono::year_month_day> answer_by;

  bool operator==(Receipt const&) const = default;
};

/// What one signature covers.
struct ReceiptBatch {
  DeviceId device;
  WallTime time{};  ///< The platform's clock at signing; fit to be TimeEvidence::proven.
  std::vector<Receipt> receipts;
};

Envelope sign_receipts(ReceiptBatch const& batch, SignKeyPair const& platform);

/// Faults as verify_dsse; Fault::corrupt also when a member is missing or an id appears twice.
Result<ReceiptBatch> read_receipts(Envelope const& envelope, std::span<SignPublicKey const> trusted);

/// The receipt in a batch for exactly this id and digest. Fault::refused: none for this id. Fault::corrupt: of other bytes.
Result<Receipt> find_receipt(ReceiptBatch const& batch, ActionId const& id, LetterDigest const& digest);

/// Both at once.
Result<Receipt> judge_receipt(Envelope const& envelope, std::span<SignPublicKey const> trusted, ActionId const& id,
                              LetterDigest const& digest);

/// What names a letter: what the asker knows and an answer need not repeat.
struct LetterName {
  ActionId id;
  LetterDigest digest;
};

/// The same statement without what the device knows already: its own id, and the id and digest of each letter it has just sent, in
/// the order of sending. {"time","keyid","sig","list":[what is left of each receipt, or null for a letter without one]}. The signature is
/// that of the whole statement, so whoever puts back anything else than what was signed finds that it does not fit.
Json to_lean_json(ReceiptBatch const& batch, std::span<LetterName const> asked, SignKeyPair const& platform);

/// The envelope out of an answer, which may hold it whole or lean. Fault::corrupt when it is neither, or not for so many letters.
Result<Envelope> read_answered_receipts(Json const& answered, DeviceId const& device, std::span<LetterName const> asked);

/// The receipt as JSON, as it stands in a batch, and back.
Json to_json(Receipt const& receipt);
Result<Receipt> read_receipt(Json const& json);

}  // namespace carrel::sync
