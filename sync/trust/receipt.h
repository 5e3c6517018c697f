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

/// The receipt as JSON, as it stands in a batch, and back.
Json to_json(Receipt const& receipt);
Result<Receipt> read_receipt(Json const& json);

}  // namespace carrel::sync
