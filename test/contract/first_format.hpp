#pragma once

#include "contract/place.hpp"

namespace rung::test {

/// Of a place that holds one of the databases in contract/format_1: at 2 of 3 versions, with a failed step
/// and a hold, as the rung that wrote the first format left it. Looks, climbs, goes all the way down and up
/// again. A format promises this to every rung that comes after it (see CHANGELOG.md).
void check_first_format_lives_on(Place& place);

}  // namespace rung::test
