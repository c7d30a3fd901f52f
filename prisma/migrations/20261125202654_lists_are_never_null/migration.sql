-- AlterTable
ALTER TABLE "article" ALTER COLUMN "tags" SET DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "incident" ALTER COLUMN "effects" SET DEFAULT ARRAY[]::TEXT[];

-- Readers are promised a list: one that nobody has filled is empty, also in a row that was written by hand.
UPDATE article SET tags = '{}' WHERE tags IS NULL;
ALTER TABLE article ALTER COLUMN tags SET NOT NULL;
UPDATE incident SET effects = '{}' WHERE effects IS NULL;
ALTER TABLE incident ALTER COLUMN effects SET NOT NULL;
UPDATE history.incident SET effects = '{}' WHERE effects IS NULL;
