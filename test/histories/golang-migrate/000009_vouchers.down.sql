ALTER TABLE "order" DROP COLUMN voucher;
DROP TABLE voucher;
