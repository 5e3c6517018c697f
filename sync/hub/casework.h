// Complaints as the platform handles them: a reference and its dates, and the events that follow until it is decided.
// Clocks are K1 (acknowledge, 5 working days), K2 (information, 5), K3 (answer, 28) and K5 (appeal, 10) of the Global complaints
// policy, sections 2 and 3; they begin with the platform's receipt and count in the hub's calendar.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/hub/books.h"
#include "sync/hub/http.h"

namespace carrel::hub {

/// What a receipt says beyond id and digest. Dates are empty where the calendar ends.
struct CaseDates {
  std::string reference;
  std::optional<Date> acknowledge_by;
  std::optional<Date> answer_by;
};

/// The dates and the next reference ("RC-2026-000001", gap-free per year) for a complaint received now.
sync::Result<CaseDates> next_case(Books& books, sync::WallTime now);

/// Opens the case and tells the learner. The action must be in the books; needs an open transaction.
sync::Done open_case(Books& books, sync::ActionId complaint, sync::LearnerId learner, CaseDates const& dates,
                     sync::WallTime now);

/// What a later action of the learner does to the case: complaint_withdrawal, information_reply or appeal. A refusal when
/// there is no such complaint of this learner, or it is past that. Needs an open transaction.
sync::Result<std::optional<Refusal>> move_case(Books& books, std::string_view kind, sync::ActionId complaint,
                                               sync::LearnerId learner, sync::WallTime now);

/// All events so far, posted to a device that has just been bound.
sync::Done post_case_history(Books& books, sync::LearnerId learner, sync::DeviceId device);

struct Acknowledge {};
struct AskInformation { std::string text; };
struct Extend { Date until; std::string text; };
struct Decide { std::string text; };
using Deed = std::variant<Acknowledge, AskInformation, Extend, Decide>;

/// What an operator does to a case. Fault::invalid with the reason in `place` when the case is unknown or past that.
sync::Done answer_case(Books& books, std::string_view reference, Deed const& deed, sync::WallTime now);

struct CaseRow {
  std::string reference;
  std::string learner;  ///< First name.
  std::string state;
  std::string received_at;
  std::string acknowledge_by;
  std::string answer_by;
  std::string nature;
};
/// One case with what was filed.
struct CaseFile {
  sync::ActionId complaint;
  CaseRow row;
  sync::Json body;
};
/// Fault::invalid when no complaint has this reference.
sync::Result<CaseFile> find_case(Books& books, std::string_view reference);

/// Every case, oldest first.
sync::Result<std::vector<CaseRow>> list_cases(Books& books);

}  // namespace carrel::hub
