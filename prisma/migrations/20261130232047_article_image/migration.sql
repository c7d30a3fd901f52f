-- AlterTable
ALTER TABLE "article" ADD COLUMN     "image" JSONB;
ALTER TABLE "article" ADD CONSTRAINT article_image_check CHECK (jsonb_typeof(image->'url') = 'string');

-- Whether a feed gives one guid and one address to several articles: their siblings go on after the digest of the address.
CREATE INDEX appearance_address_idx ON appearance (feed_slug, guid, left(sibling, 64)) WHERE length(sibling) > 64;

-- Feeds write 1 January 1970 for want of a date, in any zone; it was taken for one. Such articles are dated when they were
-- first seen; the rows that repeat the date follow by their foreign keys.
UPDATE article SET published_at = first_seen_at
WHERE published_at >= '1969-12-31 12:00:00Z' AND published_at < '1970-01-02 12:00:00Z' AND first_seen_at > published_at;
