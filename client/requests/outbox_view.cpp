#include "client/requests/outbox_view.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/policies/explain.h"

namespace carrel::client {
namespace {

constexpr int last_priority = 7;
constexpr std::array<std::pair<std::string_view, int>, 12> priorities{{
    {"credentials_notice", 0},
    {"consent_change", 2},
    {"complaint", 3},
    {"appeal", 3},
    {"information_reply", 3},
    {"complaint_withdrawal", 3},
    {"adjustment_request", 3},
    {"data_rights_request", 4},
    {"contact_question", 4},
    {"evidence", 5},
    {"quiz_attempt", 6},
    {"progress", 6},
}};

bool is_study(std::string_view kind) { return kind == "quiz_attempt" || kind == "progress"; }

std::string_view why(OutboxFact const& fact) {
  if (fact.kind == "evidence" && fact.state != LetterState::parked) return "outbox.why.evidence";
  switch (fact.state) {
    case LetterState::parked: return explain_refusal(fact.refusal);
    case LetterState::sent: return "outbox.why.sent";
    case LetterState::accepted: return "outbox.why.accepted";
    case LetterState::queued: break;
  }
  // A withdrawal goes before everything else; an agreement waits its turn.
  if (fact.kind == "consent_change") return fact.takes_away ? "outbox.why.consent" : "outbox.why.consent_given";
  if (fact.kind == "complaint" || fact.kind == "appeal") return "outbox.why.complaint";
  if (is_study(fact.kind)) return "outbox.why.study";
  return fact.attempts > 0 ? "outbox.why.tried" : "outbox.why.queued";
}

std::string what(OutboxFact const& fact) {
  if (fact.kind == "consent_change") return fact.takes_away ? "outbox.what.consent_withdrawn" : "outbox.what.consent_given";
  bool const known = std::any_of(priorities.begin(), priorities.end(), [&](auto const& one) { return one.first == fact.kind; });
  return "outbox.what." + (known ? fact.kind : std::string("other"));
}

OutboxRow row_for(OutboxFact const& fact) {
  OutboxRow row;
  row.id = fact.id;
  row.what_key = what(fact);
  row.detail = fact.detail;
  row.detail_is_key = fact.detail_is_key;
  row.why_key = why(fact);
  row.state = fact.state;
  row.needs_you = fact.state == LetterState::parked;
  row.can_correct = row.needs_you && (fact.kind == "complaint" || fact.kind == "appeal") && refusal_can_be_corrected(fact.refusal);
  row.size = fact.size;
  row.filed = fact.filed;
  row.next_try = fact.next_try;
  return row;
}

// Study results of one kind and state share a row: six of them are one sentence, not six.
// So do the parts of one file, whether they are on their way or not.
bool joins(OutboxRow const& last, OutboxFact const& fact) {
  if (fact.kind == "evidence")
    return last.what_key == what(fact) && last.detail == fact.detail && last.needs_you == (fact.state == LetterState::parked);
  return is_study(fact.kind) && last.what_key == what(fact) && last.state == fact.state;
}

}  // namespace

int priority_of(std::string_view kind, bool takes_away) {
  if (kind == "consent_change" && takes_away) return 1;
  for (auto const& [name, priority] : priorities)
    if (name == kind) return priority;
  return last_priority;
}

OutboxView outbox_view(std::span<OutboxFact const> facts) {
  OutboxView view;
  std::vector<OutboxFact const*> order;
  for (auto const& fact : facts) {
    if (fact.state == LetterState::accepted) continue;
    if (fact.state != LetterState::parked) view.bytes += fact.size;
    order.push_back(&fact);
  }
  std::stable_sort(order.begin(), order.end(), [](auto const* a, auto const* b) {
    bool const a_parked = a->state == LetterState::parked, b_parked = b->state == LetterState::parked;
    if (a_parked != b_parked) return a_parked;
    return std::pair(a->priority, a->seq) < std::pair(b->priority, b->seq);
  });
  int leaving = 0;
  for (auto const* fact : order) {
    if (!fact->mine) {
      if (!fact->follows) ++view.others;  // A file of a hundred parts is no hundred things.
      continue;
    }
    if (!view.rows.empty() && joins(view.rows.back(), *fact)) {
      auto& row = view.rows.back();
      ++row.count;
      row.size += fact->size;
      if (is_study(fact->kind)) row.detail.clear();
      continue;
    }
    auto row = row_for(*fact);
    if (!row.needs_you) row.order = ++leaving;
    view.rows.push_back(std::move(row));
  }
  return view;
}

}  // namespace carrel::client
