// The deeds of carrel-hub, one function each. They print for people, or JSON where --json is given, and return the exit status:
// 0 done, 1 failed, 2 wrong words.
#pragma once

#include "sync/hub/arguments.h"

namespace carrel::hub {

int command_init(Arguments const& words);
int command_serve(Arguments const& words);
int command_publish(Arguments const& words);
int command_demo(Arguments const& words);
int command_answer(Arguments const& words);
int command_invoice(Arguments const& words);
int command_case(Arguments const& words);
int command_list(Arguments const& words);
int command_settings(Arguments const& words);
int command_rotate(Arguments const& words);

}  // namespace carrel::hub
