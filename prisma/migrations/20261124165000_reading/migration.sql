-- What lists, filters and search read from: folded text, words, coverage.

-- Both come with PostgreSQL and may be created by the owner of a database.
CREATE EXTENSION IF NOT EXISTS "unaccent";
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- Text as it is compared: whatever its case, its accents and its form (Unicode NFKC). "Țoiu", "Ţoiu" and "toiu" are one.
-- unaccent is not marked immutable because its rules are a file; that file changes with PostgreSQL's version only.
CREATE FUNCTION fold_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  lower(unaccent('unaccent'::regdictionary, normalize(value, NFKC)));

-- Text that stands for itself in a LIKE pattern.
CREATE FUNCTION like_literal(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  replace(replace(replace(value, '\', '\\'), '%', '\%'), '_', '\_');

-- The words of a text, with single spaces between them: "Geran-2" is "geran 2". Bounded, as tsvector is.
CREATE FUNCTION words_of(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  btrim(regexp_replace(fold_text(left(value, 50000)), '[^[:alnum:]]+', ' ', 'g'));

-- Queries for words that all stand in a text; in the second the last one may be the beginning of a word.
CREATE FUNCTION all_words(value text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  to_tsquery('simple'::regconfig, replace(words_of(value), ' ', ' & '));
CREATE FUNCTION typed_words(value text, weight text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  to_tsquery('simple'::regconfig, replace(nullif(words_of(value), ''), ' ', ':' || weight || ' & ') || ':*' || weight);

-- The words of a title or name (weight A) and of the text below it (weight B), in any language: none is stemmed.
CREATE FUNCTION title_and_text(title text, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  setweight(to_tsvector('simple'::regconfig, words_of(coalesce(title, ''))), 'A')
  || setweight(to_tsvector('simple'::regconfig, words_of(coalesce(body, ''))), 'B');

ALTER TABLE "article" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (title_and_text(title, summary)) STORED;
CREATE INDEX article_words_idx ON article USING gin ("words");

CREATE INDEX actor_words_idx ON actor USING gin (title_and_text(name, summary));
CREATE INDEX system_words_idx ON system USING gin (title_and_text(name, summary));
CREATE INDEX deal_words_idx ON deal USING gin (title_and_text(name, summary));
CREATE INDEX funding_words_idx ON funding USING gin (title_and_text(name, summary));
CREATE INDEX incident_words_idx ON incident USING gin (title_and_text(name, summary));
CREATE INDEX alias_words_idx ON alias USING gin (title_and_text(text, NULL));

CREATE INDEX actor_name_trigram_idx ON actor USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX system_name_trigram_idx ON system USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX deal_name_trigram_idx ON deal USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX funding_name_trigram_idx ON funding USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX incident_name_trigram_idx ON incident USING gin (fold_text(name) gin_trgm_ops);
CREATE INDEX alias_text_trigram_idx ON alias USING gin (fold_text(text) gin_trgm_ops);

-- Incidents by their day, those without one last in both directions.
CREATE INDEX incident_latest_idx ON incident (coalesce(coalesce(start_date, end_date), ''), slug);
CREATE INDEX incident_earliest_idx ON incident (coalesce(coalesce(start_date, end_date), 'unknown'), slug);

-- CreateTable
CREATE TABLE "coverage" (
    "record_slug" TEXT NOT NULL,
    "record_kind" "record_kind" NOT NULL,
    "articles" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "coverage_pkey" PRIMARY KEY ("record_slug")
);
CREATE UNIQUE INDEX "coverage_record_slug_record_kind_key" ON "coverage"("record_slug", "record_kind");
CREATE INDEX "coverage_record_kind_articles_record_slug_idx" ON "coverage"("record_kind", "articles", "record_slug");
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_record_slug_record_kind_fkey"
  FOREIGN KEY ("record_slug", "record_kind") REFERENCES "record"("slug", "kind") ON DELETE CASCADE ON UPDATE CASCADE
  DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE coverage ADD CONSTRAINT coverage_articles_check CHECK (articles >= 0);

CREATE FUNCTION begin_coverage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO coverage (record_slug, record_kind) SELECT slug, kind FROM added ORDER BY slug;
  RETURN NULL;
END $$;
CREATE TRIGGER record_begin_coverage AFTER INSERT ON record REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION begin_coverage();

-- Counts articles, not ties: an article may name a record several times. The rows of coverage are locked first, in one
-- order: what is then read of ties is what every earlier writer left, and no two writers wait for each other.
CREATE FUNCTION count_coverage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM coverage WHERE record_slug IN (SELECT record_slug FROM added) ORDER BY record_slug FOR UPDATE;
    UPDATE coverage c SET articles = c.articles + d.count FROM (
      SELECT t.record_slug, count(*) AS count
      FROM (SELECT DISTINCT record_slug, article_id FROM added WHERE review IN ('AUTO', 'ACCEPTED')) t
      WHERE NOT EXISTS (
        SELECT FROM mention m WHERE m.article_id = t.article_id AND m.record_slug = t.record_slug
          AND m.review IN ('AUTO', 'ACCEPTED') AND NOT EXISTS (SELECT FROM added a WHERE a.id = m.id))
      GROUP BY t.record_slug
    ) d WHERE c.record_slug = d.record_slug;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM FROM coverage WHERE record_slug IN (SELECT record_slug FROM removed) ORDER BY record_slug FOR UPDATE;
    UPDATE coverage c SET articles = c.articles - d.count FROM (
      SELECT t.record_slug, count(*) AS count
      FROM (SELECT DISTINCT record_slug, article_id FROM removed WHERE review IN ('AUTO', 'ACCEPTED')) t
      WHERE NOT EXISTS (
        SELECT FROM mention m WHERE m.article_id = t.article_id AND m.record_slug = t.record_slug
          AND m.review IN ('AUTO', 'ACCEPTED'))
      GROUP BY t.record_slug
    ) d WHERE c.record_slug = d.record_slug;
  ELSE
    PERFORM FROM coverage WHERE record_slug IN (SELECT record_slug FROM removed UNION SELECT record_slug FROM added)
      ORDER BY record_slug FOR UPDATE;
    UPDATE coverage c SET articles = c.articles + d.change FROM (
      SELECT t.record_slug, sum(t.now::int - t.before::int) AS change
      FROM (
        SELECT p.record_slug, p.article_id,
          EXISTS (SELECT FROM mention m WHERE m.article_id = p.article_id AND m.record_slug = p.record_slug
            AND m.review IN ('AUTO', 'ACCEPTED')) AS now,
          EXISTS (SELECT FROM removed o WHERE o.article_id = p.article_id AND o.record_slug = p.record_slug
            AND o.review IN ('AUTO', 'ACCEPTED'))
          OR EXISTS (SELECT FROM mention m WHERE m.article_id = p.article_id AND m.record_slug = p.record_slug
            AND m.review IN ('AUTO', 'ACCEPTED') AND NOT EXISTS (SELECT FROM added a WHERE a.id = m.id)) AS before
        FROM (SELECT record_slug, article_id FROM removed UNION SELECT record_slug, article_id FROM added) p
      ) t GROUP BY t.record_slug
    ) d WHERE c.record_slug = d.record_slug AND d.change <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER mention_count_added AFTER INSERT ON mention REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_coverage();
CREATE TRIGGER mention_count_removed AFTER DELETE ON mention REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION count_coverage();
CREATE TRIGGER mention_count_changed AFTER UPDATE ON mention REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_coverage();

INSERT INTO coverage (record_slug, record_kind, articles)
SELECT r.slug, r.kind, coalesce(m.count, 0)
FROM record r LEFT JOIN (
  SELECT record_slug, count(DISTINCT article_id) AS count FROM mention WHERE review IN ('AUTO', 'ACCEPTED') GROUP BY record_slug
) m ON m.record_slug = r.slug;
