#include "tests/sim/sky.h"

namespace carrel::sim {

using namespace std::chrono_literals;
using sync::Answer;
using sync::LinkReason;

std::string_view name_of(Sky sky) {
  constexpr std::array names{"clear", "lossy", "down", "portal", "busy", "narrow", "stranger", "forgotten"};
  return names[static_cast<std::size_t>(sky)];
}

namespace {

Answer silence(Dice& dice) {
  Answer answer;
  constexpr std::array reasons{LinkReason::offline, LinkReason::timeout, LinkReason::broken, LinkReason::tls};
  answer.reason = reasons[dice.below(reasons.size())];
  answer.detail = "sim";
  return answer;
}

Answer said(int status, char const* type, char const* body) {
  Answer answer;
  answer.status = status;
  answer.headers = {{"Content-Type", type}};
  answer.body = sync::to_bytes(std::string_view(body));
  return answer;
}

Answer portal(Dice& dice) {
  switch (dice.below(4)) {
    case 0: return said(200, "text/html", "<html>Welcome to the station</html>");
    case 1: return said(200, "application/json", "{\"receipts\":{},\"items\":\"none\"}");
    case 2: return said(404, "text/html", "<html>Not found</html>");
    default: break;
  }
  Answer away;
  away.status = 302;
  away.reason = LinkReason::portal;
  return away;
}

Answer busy(Dice& dice) {
  constexpr std::array statuses{500, 502, 503, 429};
  auto answer = said(statuses[dice.below(statuses.size())], "application/problem+json", R"({"code":"busy","title":"x"})");
  if (dice.chance(60)) answer.headers.emplace_back("Retry-After", std::to_string(dice.below(1800)));
  return answer;
}

Plan lossy(Dice& dice) {
  Plan plan;
  auto const way = dice.between(10ms, 3s);
  plan.answered = way + dice.between(10ms, 3s);
  plan.arrives = way;
  plan.answered_twice = dice.chance(10);
  plan.damaged = dice.chance(15);
  if (dice.chance(15)) plan.arrives_again = way + dice.between(1ms, 3h);
  auto const fate = dice.below(100);
  if (fate < 30) {  // Never arrives.
    plan.arrives.reset();
    plan.arrives_again.reset();
  }
  if (fate < 60) {  // The answer is lost.
    plan.voice = Plan::Voice::instead;
    plan.instead = silence(dice);
    plan.answered = dice.between(10ms, 40s);
  } else if (fate < 70) {  // It arrives when the asker has long given up.
    plan.voice = Plan::Voice::instead;
    plan.instead = silence(dice);
    plan.answered = 20s;
    plan.arrives = 20s + dice.between(1ms, 2h);
  } else if (fate < 75) {
    plan.voice = Plan::Voice::replayed;
  }
  return plan;
}

}  // namespace

Plan plan_for(Sky sky, Dice& dice) {
  if (sky == Sky::lossy) return lossy(dice);
  Plan plan;
  auto const way = dice.between(10ms, 800ms);
  plan.arrives = way;
  plan.answered = 2 * way;
  if (sky == Sky::clear || sky == Sky::narrow) return plan;
  if (sky == Sky::stranger && dice.chance(70)) {
    plan.arrives.reset();
    plan.voice = Plan::Voice::forged;
    return plan;
  }
  if (sky == Sky::stranger) return plan;
  // A busy platform may have done it all the same.
  if (sky != Sky::busy || dice.chance(70)) plan.arrives.reset();
  plan.voice = Plan::Voice::instead;
  if (sky == Sky::down) plan.instead = silence(dice);
  if (sky == Sky::portal) plan.instead = portal(dice);
  if (sky == Sky::busy) plan.instead = busy(dice);
  if (sky == Sky::forgotten) plan.instead = said(401, "application/problem+json", R"({"code":"token_unknown","title":"x"})");
  return plan;
}

}  // namespace carrel::sim
