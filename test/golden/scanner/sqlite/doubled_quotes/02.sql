select '';
