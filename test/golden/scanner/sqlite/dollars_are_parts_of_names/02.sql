select $$ from t;
