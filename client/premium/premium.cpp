#include "client/premium/premium.h"

#include <algorithm>

#include "client/premium/access.h"

namespace carrel::client {
namespace {

using Status = SubscriptionStatus;

int months_each(Subscription const& s) { return s.annual ? 12 : 1; }

bool renews(Subscription const& s) {
  return (s.plan == Plan::premium_solo || s.plan == Plan::premium_plus) && !s.ends_on &&
         (s.status == Status::active || s.status == Status::past_due || s.status == Status::formal_notice);
}

std::optional<Date> stated_renewal(Subscription const& s) { return s.renews_on ? s.renews_on : s.period_end; }

// A renewal date that has come and that the platform has not spoken about since.
bool renewal_is_open(Subscription const& s, Date today) {
  auto const stated = stated_renewal(s);
  return renews(s) && stated && *stated <= today && day_of(s.as_of) < *stated;
}

bool has_ended(Subscription const& s, Date today) {
  return s.status == Status::ended || (s.status == Status::cancel_at_period_end && s.ends_on && *s.ends_on <= today);
}

std::string_view plan_key(Plan plan) {
  switch (plan) {
    case Plan::member: return "premium.plan.member";
    case Plan::premium_solo: return "premium.plan.premium_solo";
    case Plan::premium_plus: return "premium.plan.premium_plus";
    case Plan::programme: return "premium.plan.programme";
  }
  return {};
}

std::string_view headline(Subscription const& s, Date today, std::optional<Date>& date) {
  if (has_ended(s, today)) {
    date = s.ends_on;
    return date ? "premium.headline.ended_on" : "premium.headline.ended";
  }
  switch (s.status) {
    case Status::member: return "premium.headline.member";
    case Status::pending: return "premium.headline.pending";
    case Status::active:
      if (renewal_is_open(s, today)) {
        date = stated_renewal(s);
        return "premium.headline.renewal_open";
      }
      return s.annual ? "premium.headline.active_annual" : "premium.headline.active_monthly";
    case Status::sponsored: return "premium.headline.sponsored";
    case Status::cancel_at_period_end:
      date = s.ends_on;
      return date ? "premium.headline.ends_on" : "premium.headline.ends";
    case Status::past_due:
      date = s.due_on;
      return date ? "premium.headline.past_due_since" : "premium.headline.past_due";
    case Status::formal_notice:
      date = s.formal_notice_on;
      return date ? "premium.headline.formal_notice_of" : "premium.headline.formal_notice";
    case Status::suspended:
      date = s.suspended_on;
      return date ? "premium.headline.suspended_since" : "premium.headline.suspended";
    case Status::ended: return "premium.headline.ended";
    case Status::programme: return "premium.headline.programme";
  }
  return {};
}

Confirmation confirmation_of(Subscription const& s, sync::WallTime now) {
  if (now >= s.valid_until + default_grace) return Confirmation::lapsed;
  if (now >= s.valid_until || renewal_is_open(s, day_of(now))) return Confirmation::not_confirmed;
  return Confirmation::confirmed;
}

std::string_view key_of(Confirmation confirmation) {
  switch (confirmation) {
    case Confirmation::never: return "premium.confirmation.never";
    case Confirmation::confirmed: return "premium.confirmation.confirmed";
    case Confirmation::not_confirmed: return "premium.confirmation.not_confirmed";
    case Confirmation::lapsed: return "premium.confirmation.lapsed";
  }
  return {};
}

// A stated date is plain; otherwise the one worked out here, which says so; otherwise none.
std::optional<DateLine> line(std::string_view key, std::optional<Date> stated, std::optional<Date> worked_out) {
  if (stated) return DateLine{key, DateSource::stated, stated, 0, std::nullopt};
  if (worked_out) return DateLine{key, DateSource::estimate, worked_out, 0, std::nullopt};
  return std::nullopt;
}

class Dates {
 public:
  explicit Dates(Date today) : today_(today) {}
  // A last day that is over is no longer something that may be done.
  void add_last_day(std::string_view title, std::string_view help, std::optional<DateLine> what) {
    if (!what || *what->date < today_) return;
    bool const near = *what->date <= add_days(today_, 1);
    rows_.push_back({title, help, *what, near});
  }
  void add(std::string_view title, std::string_view help, std::optional<DateLine> what) {
    if (what) rows_.push_back({title, help, *what, false});
  }
  std::vector<PremiumDate> take() {
    std::stable_sort(rows_.begin(), rows_.end(), [](auto const& a, auto const& b) { return *a.line.date < *b.line.date; });
    return std::move(rows_);
  }

 private:
  Date today_;
  std::vector<PremiumDate> rows_;
};

template <class Add>
std::optional<Date> after(std::optional<Date> start, Add add) {
  return start ? std::optional(add(*start)) : std::nullopt;
}

std::optional<Date> next_renewal(Subscription const& s, Date today) {
  if (!s.started) return std::nullopt;
  return next_renewal_after(*s.started, months_each(s), today);
}

// On a renewal date the new period has begun; a stated renewal still to come wins over our own count.
std::optional<Date> would_end_on(Subscription const& s, Date today) {
  if (auto const stated = stated_renewal(s); stated && *stated > today) return stated;
  return next_renewal(s, today);
}

// The windows of Premium Plus start elsewhere in the older text than in the newer one.
void add_cooling_off(Subscription const& s, Clocks const& clocks, Dates& dates) {
  auto const start = has_older_terms(s) ? s.contract_received_on : s.accepted_on;
  dates.add_last_day("premium.date.cooling_off.title", "premium.date.cooling_off.help",
                     line("premium.date.until", s.cooling_off_until, clocks.last_day("cooling_off", start)));
}

void add_early_termination(Subscription const& s, Clocks const& clocks, Dates& dates) {
  auto const start = has_older_terms(s) ? s.effective_on : s.accepted_on;
  dates.add_last_day("premium.date.early_termination.title", "premium.date.early_termination.help",
                     line("premium.date.until", s.early_termination_until, clocks.last_day("early_termination", start)));
}

void add_renewal(Subscription const& s, Date today, Dates& dates) {
  if (s.ends_on) {
    dates.add("premium.date.ends.title", "premium.date.ends.help", line("premium.date.on", s.ends_on, std::nullopt));
    return;
  }
  if (s.status == Status::sponsored)
    dates.add("premium.date.sponsored.title", "premium.date.sponsored.help",
              line("premium.date.on", s.period_end, after(s.started, [](Date d) { return add_months(d, 1); })));
  if (!renews(s)) return;
  auto stated = stated_renewal(s);
  if (stated && *stated <= today) stated.reset();  // Passed: the next one is ours to estimate.
  dates.add("premium.date.renewal.title", s.annual ? "premium.date.renewal.help_annual" : "premium.date.renewal.help",
            line("premium.date.on", stated, next_renewal(s, today)));
  if (s.annual && has_older_terms(s))
    dates.add_last_day("premium.date.reminder.title", "premium.date.reminder.help",
                       line("premium.date.on", std::nullopt, after(stated ? stated : next_renewal(s, today),
                                                                   [](Date d) { return add_months(d, -1); })));
}

std::vector<PremiumDate> dates_for(Subscription const& s, Clocks const& clocks, Date today) {
  Dates dates(today);
  if (has_ended(s, today)) return dates.take();
  bool const plus = s.plan == Plan::premium_plus;
  if (plus) add_cooling_off(s, clocks, dates);
  if (s.plan != Plan::member)
    dates.add_last_day("premium.date.offline.title", "premium.date.offline.help",
                       line("premium.date.until", day_of(s.valid_until), std::nullopt));
  add_renewal(s, today, dates);
  if (plus && !s.ends_on) add_early_termination(s, clocks, dates);
  dates.add_last_day("premium.date.refuse_terms.title", "premium.date.refuse_terms.help",
                     line("premium.date.until", std::nullopt, clocks.last_day("refuse_terms", s.new_terms_notice_on)));
  if (s.status == Status::formal_notice && has_older_terms(s))
    dates.add("premium.date.formal_notice.title", "premium.date.formal_notice.help",
              line("premium.date.until", std::nullopt, clocks.last_day("formal_notice", s.formal_notice_on)));
  return dates.take();
}

// Every connection moves the offline day on, so it asks for nothing as long as there is another date.
std::optional<PremiumDate> next_of(std::vector<PremiumDate> const& dates) {
  PremiumDate const* best = nullptr;
  auto const rank = [](PremiumDate const& date) {
    return date.title_key == "premium.date.ends.title" ? 0 : date.title_key == "premium.date.offline.title" ? 2 : 1;
  };
  for (auto const& date : dates)
    if (!best || rank(date) < rank(*best)) best = &date;
  return best ? std::optional(*best) : std::nullopt;
}

void add_notes(Subscription const& s, Date today, PremiumCard& card) {
  if (has_ended(s, today)) card.notes.push_back("premium.note.ended");
  else if (s.status == Status::past_due && has_older_terms(s)) card.notes.push_back("premium.note.past_due_older");
  else if (s.status == Status::past_due) card.notes.push_back("premium.note.past_due");
  else if (s.status == Status::formal_notice) card.notes.push_back("premium.note.formal_notice");
  else if (s.status == Status::suspended) card.notes.push_back("premium.note.suspended");
  else if (s.status == Status::cancel_at_period_end) card.notes.push_back("premium.note.ends");
  else if (s.plan == Plan::member) card.notes.push_back("premium.note.member");
}

}  // namespace

PremiumCard premium_card(Subscription const* statement, Clocks const& clocks, sync::TimeEvidence const& time) {
  PremiumCard card;
  if (!statement) {
    card.plan_key = "premium.plan.unknown";
    card.headline_key = "premium.headline.unknown";
    card.confirmation_key = key_of(Confirmation::never);
    return card;
  }
  auto const& s = *statement;
  // The statement itself was signed at a moment: it is never earlier than that.
  auto const now = std::max(sync::earliest_now(time), s.as_of);
  auto const today = day_of(now);
  card.plan_key = plan_key(s.plan);
  card.headline_key = headline(s, today, card.headline_date);
  card.path = s.path;
  card.price = s.price;
  bool const paid_plan = s.plan == Plan::premium_solo || s.plan == Plan::premium_plus;
  card.is_premium = paid_plan && !has_ended(s, today) && s.status != Status::suspended && s.status != Status::pending;
  card.confirmation = confirmation_of(s, now);
  card.confirmation_key = key_of(card.confirmation);
  card.as_of = s.as_of;
  card.dates = dates_for(s, clocks, today);
  card.next = next_of(card.dates);
  card.nothing_cancels = renews(s);
  if (renews(s))
    if (auto const end = would_end_on(s, today))
      card.would_end = DateLine{"premium.would_end", DateSource::estimate, end, 0, std::nullopt};
  add_notes(s, today, card);
  return card;
}

std::optional<sync::WallTime> premium_changes_at(Subscription const& s, Clocks const& clocks,
                                                 sync::TimeEvidence const& time) {
  auto const now = std::max(sync::earliest_now(time), s.as_of);
  std::optional<sync::WallTime> next;
  auto const consider = [&](sync::WallTime moment) {
    if (moment > now && (!next || moment < *next)) next = moment;
  };
  consider(s.valid_until);
  consider(s.valid_until + default_grace);
  auto const start_of = [](Date day) { return sync::WallTime{std::chrono::sys_days{day}}; };
  for (auto const& day : {s.ends_on, stated_renewal(s), next_renewal(s, day_of(now))})
    if (day) consider(start_of(*day));
  for (auto const& row : dates_for(s, clocks, day_of(now))) {
    consider(start_of(*row.line.date) - std::chrono::days{1});  // From the day before its last day a line is amber.
    consider(start_of(*row.line.date) + std::chrono::days{1});
  }
  return next;
}

}  // namespace carrel::client
