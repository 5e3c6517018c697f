// A guard that a sabotage build can take out, to prove that the tests notice its absence.
// `GUARD("name")` is plainly true everywhere else: no switch, no cost. Only tests/sim is built with CARREL_SABOTAGE.
#pragma once

#ifdef CARREL_SABOTAGE
namespace carrel::sync {
/// Defined by the test program.
bool guard_in_place(char const* name);
}  // namespace carrel::sync
#define GUARD(name) ::carrel::sync::guard_in_place(name)
#else
#define GUARD(name) true
#endif
