select atomic from t;
