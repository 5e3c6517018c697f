// carrel-courier: carries requests to the platform and answers back. Started by the desk, never by a person.
#include <curl/curl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "platform/courier/courier.h"
#include "platform/process/core_dumps.h"

int main() {
  if (isatty(STDIN_FILENO) == 1) {
    std::fputs("carrel-courier is started by carrel and carrelctl; it does nothing by itself.\n", stderr);
    return 2;
  }
  closefrom(STDERR_FILENO + 1);
  carrel::platform::refuse_core_dumps();
  std::signal(SIGPIPE, SIG_IGN);
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return 1;
  carrel::platform::Courier(STDIN_FILENO, STDOUT_FILENO).run();
  curl_global_cleanup();
  return 0;
}
