-- DropForeignKey
ALTER TABLE "appearance" DROP CONSTRAINT "appearance_article_id_fkey";

-- AlterTable
ALTER TABLE "appearance" ADD COLUMN     "published_at" TIMESTAMPTZ(3);
UPDATE appearance p SET published_at = a.published_at FROM article a WHERE a.id = p.article_id;
ALTER TABLE "appearance" ALTER COLUMN "published_at" SET NOT NULL;

-- AlterTable
ALTER TABLE "feed" ADD COLUMN     "listed_url" TEXT,
ADD COLUMN     "request_pause" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD CONSTRAINT feed_request_pause_check CHECK (request_pause >= 0);

-- CreateIndex
CREATE INDEX "appearance_feed_slug_published_at_article_id_idx" ON "appearance"("feed_slug", "published_at", "article_id");

-- AddForeignKey
ALTER TABLE "appearance" ADD CONSTRAINT "appearance_article_id_published_at_fkey" FOREIGN KEY ("article_id", "published_at") REFERENCES "article"("id", "published_at") ON DELETE CASCADE ON UPDATE CASCADE;


-- A feed that follows its server elsewhere remembers what its list said, and a list that says the same again undoes no
-- move. Any other address is a curator's word, and so is the old one where `listed_url` is cleared with it.
CREATE FUNCTION keep_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.url = OLD.moved_to THEN
    NEW.listed_url := nullif(coalesce(OLD.listed_url, OLD.url), NEW.url);
  ELSIF NEW.url = OLD.listed_url AND NEW.listed_url IS NOT DISTINCT FROM OLD.listed_url THEN
    NEW.url := OLD.url;
  ELSE
    NEW.listed_url := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER feed_keep_move BEFORE UPDATE OF url ON feed FOR EACH ROW WHEN (NEW.url <> OLD.url) EXECUTE FUNCTION keep_move();

-- The article at an address, in any spelling of it; none at a site's front page, nor where several articles share it.
CREATE FUNCTION article_at(address text) RETURNS uuid LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
  SELECT (array_agg(id))[1] FROM (SELECT a.id FROM article a WHERE url_key(a.url) = url_key(address) LIMIT 2) AS found
  WHERE address !~ '^https?://[^/?#]*/?(#.*)?$' HAVING count(*) = 1
$$;

-- A source is tied to the article that it is whichever of the two comes first; for articles, storing them does it.
CREATE FUNCTION find_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.article_id := coalesce(NEW.article_id, article_at(NEW.url));
  ELSIF NEW.url IS DISTINCT FROM OLD.url AND NEW.article_id IS NOT DISTINCT FROM OLD.article_id THEN
    NEW.article_id := article_at(NEW.url);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER source_article BEFORE INSERT OR UPDATE OF url ON source FOR EACH ROW EXECUTE FUNCTION find_article();

UPDATE source SET article_id = article_at(url) WHERE article_id IS NULL AND article_at(url) IS NOT NULL;
