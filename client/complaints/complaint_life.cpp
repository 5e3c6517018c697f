#include "client/complaints/complaint_life.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/policies/explain.h"

namespace carrel::client {
namespace {

using S = ComplaintState;

constexpr std::array<std::string_view, 17> state_names{
    "draft",     "queued",  "sent",          "refused_by_server", "received",       "acknowledged",
    "under_investigation",  "information_requested", "extended",  "decided",        "appeal_window",
    "appealed",  "appeal_decided", "escalated", "withdrawn",      "redirected",     "closed"};

struct Arrow {
  S from;
  S to;
  Mover mover;
};
constexpr auto device = Mover::device;
constexpr auto platform = Mover::platform;

constexpr Arrow arrows[] = {
    {S::draft, S::queued, device},
    {S::queued, S::draft, device},
    {S::queued, S::sent, device},
    {S::sent, S::queued, device},
    {S::sent, S::received, platform},
    {S::sent, S::refused_by_server, platform},
    {S::queued, S::received, platform},  // The first receipt was lost: the next sync still proves it arrived.
    {S::queued, S::refused_by_server, platform},
    {S::received, S::acknowledged, platform},
    {S::received, S::under_investigation, platform},
    {S::received, S::information_requested, platform},
    {S::received, S::extended, platform},
    {S::received, S::decided, platform},
    {S::received, S::redirected, platform},
    {S::received, S::withdrawn, platform},
    {S::acknowledged, S::under_investigation, platform},
    {S::acknowledged, S::information_requested, platform},
    {S::acknowledged, S::extended, platform},
    {S::acknowledged, S::decided, platform},
    {S::acknowledged, S::redirected, platform},
    {S::acknowledged, S::withdrawn, platform},
    {S::under_investigation, S::information_requested, platform},
    {S::under_investigation, S::extended, platform},
    {S::under_investigation, S::decided, platform},
    {S::under_investigation, S::redirected, platform},
    {S::under_investigation, S::withdrawn, platform},
    {S::information_requested, S::information_requested, platform},
    {S::information_requested, S::under_investigation, platform},
    {S::information_requested, S::extended, platform},
    {S::information_requested, S::decided, platform},
    {S::information_requested, S::withdrawn, platform},
    {S::extended, S::information_requested, platform},
    {S::extended, S::under_investigation, platform},
    {S::extended, S::extended, platform},
    {S::extended, S::decided, platform},
    {S::extended, S::withdrawn, platform},
    {S::decided, S::appeal_window, platform},
    {S::decided, S::escalated, device},
    {S::appeal_window, S::appealed, platform},
    {S::appeal_window, S::closed, platform},
    {S::appeal_window, S::escalated, device},
    {S::appealed, S::appeal_decided, platform},
    {S::appealed, S::withdrawn, platform},
    {S::appeal_decided, S::escalated, device},
    {S::appeal_decided, S::closed, platform},
    {S::closed, S::appealed, platform},
    {S::closed, S::escalated, device},
};

// Follows the platform's arrows over states that a long time offline made us miss.
bool platform_reaches(S from, S to) {
  std::array<bool, state_names.size()> seen{};
  std::vector<S> open{from};
  while (!open.empty()) {
    S const here = open.back();
    open.pop_back();
    for (auto const& arrow : arrows) {
      if (arrow.from != here || arrow.mover != Mover::platform) continue;
      if (arrow.to == to) return true;
      if (!std::exchange(seen[static_cast<std::size_t>(arrow.to)], true)) open.push_back(arrow.to);
    }
  }
  return false;
}

ComplaintEvent const* last_event(Complaint const& complaint, std::string_view name) {
  ComplaintEvent const* found = nullptr;
  for (auto const& event : complaint.events)
    if (event.event == name && (!found || found->at <= event.at)) found = &event;
  return found;
}

// Most events are named as the state they lead to; an answer that arrived puts the case back to work.
std::optional<S> state_after(std::string_view event) {
  if (event == "information_received") return S::under_investigation;
  return complaint_state_of(event);
}

bool needs_you(Complaint const& complaint) {
  return complaint.state == S::refused_by_server || complaint.state == S::information_requested;
}

}  // namespace

std::string_view name_of(ComplaintState state) { return state_names[static_cast<std::size_t>(state)]; }

std::optional<ComplaintState> complaint_state_of(std::string_view name) {
  auto const found = std::find(state_names.begin(), state_names.end(), name);
  if (found == state_names.end()) return std::nullopt;
  return static_cast<ComplaintState>(found - state_names.begin());
}

bool may_move(ComplaintState from, ComplaintState to, Mover mover) {
  if (mover == Mover::platform) return platform_reaches(from, to);
  return std::any_of(std::begin(arrows), std::end(arrows), [&](Arrow const& a) {
    return a.from == from && a.to == to && a.mover == Mover::device;
  });
}

bool is_with_platform(ComplaintState state) { return state >= S::received; }

bool is_over(ComplaintState state) {
  return state == S::withdrawn || state == S::redirected || state == S::closed || state == S::escalated;
}

void absorb_receipt(Complaint& complaint, ReceiptFacts const& receipt) {
  if (complaint.received) return;
  complaint.received = receipt.received;
  if (!receipt.reference.empty()) complaint.reference = receipt.reference;
  if (receipt.acknowledge_by) complaint.acknowledge_by = receipt.acknowledge_by;
  if (receipt.answer_by) complaint.answer_by = receipt.answer_by;
  if (may_move(complaint.state, S::received, Mover::platform)) complaint.state = S::received;
}

void absorb_refusal(Complaint& complaint, std::string_view code) {
  if (!may_move(complaint.state, S::refused_by_server, Mover::platform)) return;
  complaint.state = S::refused_by_server;
  complaint.refusal = code;
}

void absorb_event(Complaint& complaint, ComplaintEvent const& event) {
  auto const known = std::find(complaint.events.begin(), complaint.events.end(), event);
  if (known != complaint.events.end()) return;
  complaint.events.push_back(event);
  if (event.event == "received") absorb_receipt(complaint, {event.at, "", std::nullopt, event.due});
  auto const next = state_after(event.event);
  if (next && may_move(complaint.state, *next, Mover::platform)) complaint.state = *next;
}

bool withdrawal_waits(Complaint const& complaint) {
  return complaint.state != S::withdrawn &&
         std::any_of(complaint.follow_ups.begin(), complaint.follow_ups.end(),
                     [](FollowUp const& one) { return one.kind == "complaint_withdrawal"; });
}

ComplaintDeeds deeds_for(Complaint const& complaint) {
  ComplaintDeeds deeds;
  deeds.take_back = complaint.state == S::queued;
  deeds.correct = complaint.state == S::refused_by_server && !complaint.replaced_by;
  bool const undecided = complaint.state == S::sent || (is_with_platform(complaint.state) && complaint.state < S::decided);
  deeds.withdraw = (undecided || complaint.state == S::appealed) && !withdrawal_waits(complaint);
  if (auto const* question = last_event(complaint, "information_requested");
      question && complaint.state == S::information_requested)
    deeds.answer = std::none_of(complaint.follow_ups.begin(), complaint.follow_ups.end(), [&](FollowUp const& one) {
      return one.kind == "information_reply" && one.filed >= question->at;
    });
  return deeds;
}

std::vector<ComplaintRow> complaint_rows(std::span<Complaint const> complaints) {
  std::vector<ComplaintRow> rows;
  for (auto const& one : complaints) {
    if (one.replaced_by) continue;
    ComplaintRow row;
    row.id = one.id;
    row.state = one.state;
    row.state_key = "complaint.state." + std::string(name_of(one.state));
    row.about = "complaint.nature." + one.form.nature;
    row.own_words = one.form.nature == "other" ? one.form.nature_own : std::string();
    row.reference = one.reference;
    row.filed = one.filed;
    row.withdrawal_waits = withdrawal_waits(one);
    row.needs_you = needs_you(one);
    if (one.state == S::refused_by_server) row.reason = explain_refusal(one.refusal);
    else if (row.needs_you) row.reason = "complaint.state.information_requested.help";
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](ComplaintRow const& a, ComplaintRow const& b) {
    if (a.needs_you != b.needs_you) return a.needs_you;
    return a.filed > b.filed;
  });
  return rows;
}

}  // namespace carrel::client
