select '--';
