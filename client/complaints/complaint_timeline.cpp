// The time line of one complaint: what is done with its moment, then what is to come with its date and where the date is from.
#include <algorithm>

#include "client/complaints/complaint_life.h"

namespace carrel::client {
namespace {

using S = ComplaintState;

// A date the platform stated is plain. Without one only the length and the day of receipt are shown: counting working days
// needs a calendar of holidays, and local filing starts no deadline.
DateLine due_line(std::string_view stated_key, std::string_view length_key, std::optional<Date> stated,
                  std::optional<int> days, Date since) {
  if (stated) return {stated_key, DateSource::stated, stated, 0, since};
  return {length_key, DateSource::length_only, std::nullopt, days.value_or(0), since};
}

bool has_event(Complaint const& complaint, std::string_view name) {
  return std::any_of(complaint.events.begin(), complaint.events.end(),
                     [&](ComplaintEvent const& event) { return event.event == name; });
}

ComplaintEvent const* newest(Complaint const& complaint, std::string_view name) {
  ComplaintEvent const* found = nullptr;
  for (auto const& event : complaint.events)
    if (event.event == name && (!found || found->at <= event.at)) found = &event;
  return found;
}

void add_due(std::vector<TimelineStep>& steps, std::string key, DateLine line) {
  if (line.source == DateSource::length_only && line.days == 0) return;  // Neither a date nor a length is known.
  steps.push_back({std::move(key), std::nullopt, line, {}, false});
}

// When the last of its files was received; nothing while one is not, or where there are none.
std::optional<sync::WallTime> files_received(Complaint const& complaint) {
  std::optional<sync::WallTime> last;
  for (auto const& one : complaint.files) {
    if (!one.received) return {};
    last = std::max(last.value_or(*one.received), *one.received);
  }
  return last;
}

void add_done(std::vector<TimelineStep>& steps, Complaint const& complaint) {
  steps.push_back({"complaint.timeline.saved", complaint.filed, std::nullopt, {}, false});
  if (complaint.received)
    steps.push_back({"complaint.timeline.received", complaint.received, std::nullopt, {}, false});
  std::vector<TimelineStep> later;
  if (auto const all = files_received(complaint)) later.push_back({"complaint.timeline.files", all, std::nullopt, {}, false});
  for (auto const& event : complaint.events) {
    if (event.event == "received") continue;
    bool const known = complaint_state_of(event.event) || event.event == "information_received";
    later.push_back({"complaint.timeline." + (known ? event.event : std::string("other")), event.at, std::nullopt,
                     event.text, false});
  }
  for (auto const& one : complaint.follow_ups)
    later.push_back({"complaint.timeline." + one.kind + (one.received ? ".received" : ".waits"), one.filed, std::nullopt,
                     one.text, false});
  std::stable_sort(later.begin(), later.end(), [](auto const& a, auto const& b) { return *a.at < *b.at; });
  steps.insert(steps.end(), later.begin(), later.end());
}

// The first date of the final response stays in sight when a new one was announced.
void add_final_response(std::vector<TimelineStep>& steps, Complaint const& complaint, Clocks const& clocks, Date since) {
  auto const first = due_line("complaint.due.final", "complaint.due.final.length", complaint.answer_by,
                              clocks.working_days("K3"), since);
  auto const* extended = newest(complaint, "extended");
  if (!extended) {
    add_due(steps, "complaint.timeline.final_due", first);
    return;
  }
  add_due(steps, "complaint.timeline.first_due", first);
  if (extended->due)
    add_due(steps, "complaint.timeline.revised_due",
            {"complaint.due.revised", DateSource::stated, extended->due, 0, day_of(extended->at)});
}

}  // namespace

std::vector<TimelineStep> complaint_timeline(Complaint const& complaint, Clocks const& clocks) {
  std::vector<TimelineStep> steps;
  add_done(steps, complaint);
  steps.back().latest = true;
  if (!complaint.files.empty() && !files_received(complaint))
    steps.push_back({"complaint.timeline.files", std::nullopt, std::nullopt, {}, false});
  if (complaint.state == S::queued || complaint.state == S::sent) {
    steps.push_back({"complaint.timeline.not_received", std::nullopt, std::nullopt, {}, false});
    return steps;
  }
  if (!complaint.received || is_over(complaint.state)) return steps;
  auto const since = day_of(*complaint.received);
  if (complaint.state == S::received && !has_event(complaint, "acknowledged"))
    add_due(steps, "complaint.timeline.acknowledge_due",
            due_line("complaint.due.acknowledge", "complaint.due.acknowledge.length", complaint.acknowledge_by,
                     clocks.working_days("K1"), since));
  if (complaint.state == S::information_requested)
    if (auto const* question = newest(complaint, "information_requested"))
      add_due(steps, "complaint.timeline.reply_due",
              due_line("complaint.due.reply", "complaint.due.reply.length", question->due, clocks.working_days("K2"),
                       day_of(question->at)));
  if (complaint.state < S::decided) add_final_response(steps, complaint, clocks, since);
  if (complaint.state == S::decided || complaint.state == S::appeal_window)
    if (auto const* outcome = newest(complaint, "decided"))
      // The outcome may have come by another way before this device heard of it: the day stated by the platform counts.
      add_due(steps, "complaint.timeline.appeal_due",
              due_line("complaint.due.appeal", "complaint.due.appeal.length", outcome->due, clocks.working_days("K5"),
                       outcome->delivered.value_or(day_of(outcome->at))));
  if (complaint.state == S::appealed)
    if (auto const* appeal = newest(complaint, "appealed"))
      add_due(steps, "complaint.timeline.appeal_outcome_due",
              due_line("complaint.due.appeal_outcome", "complaint.due.appeal_outcome.length", appeal->due,
                       clocks.working_days("K6"), day_of(appeal->at)));
  return steps;
}

}  // namespace carrel::client
