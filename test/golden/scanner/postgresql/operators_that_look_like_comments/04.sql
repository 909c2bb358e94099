select -
