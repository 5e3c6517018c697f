// What a deed (a flow) may touch while it runs. Built by the desk for each intent; nothing in it outlives the call.
// Flows are free functions: `sync::Result<X> file_complaint(Desk& desk, ComplaintDraft const&)`. They never ask whether we are online.
#pragma once

#include "client/policies/policy.h"
#include "sync/base/entropy.h"
#include "sync/base/id.h"
#include "sync/base/time.h"
#include "sync/db/db.h"
#include "sync/ports.h"
#include "sync/trust/platform_keys.h"
#include "sync/trust/vault.h"

namespace carrel::client {

struct KeptDraft;

struct Desk {
  sync::Db& db;
  sync::Entropy& entropy;
  Policies const& policies;
  sync::PlatformKeys const& platform;
  sync::DeviceId device;
  sync::Vault const* vault = nullptr;  ///< Of the learner who is here; null at the first screen.
  sync::Now now;
  sync::TimeEvidence time;
  KeptDraft const* aside = nullptr;    ///< A draft that was dropped and may come back: its files stay.
};

}  // namespace carrel::client
