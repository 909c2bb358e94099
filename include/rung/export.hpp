#pragma once

/// Error classes stay visible to the programs and plug-ins that catch them; everything else of rung is
/// hidden.
#if defined(__GNUC__)
#define RUNG_EXPORT __attribute__((visibility("default")))
#else
#define RUNG_EXPORT
#endif
